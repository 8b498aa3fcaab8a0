package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.Bytes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A host's second disk, smaller than the first, which systems are installed to as well. */
public final class SecondDisk {

  private static final String NAME = "sdb";

  private final Host host;
  private final Bytes size;

  private SecondDisk(Host host, Bytes size) {
    this.host = host;
    this.size = size;
  }

  static SecondDisk of(Host host) {
    var size = host.bench().declared(host.id()).equipment().secondDisk();
    if (size.count() == 0) {
      throw new AssayException.Absent("looking for a second disk of " + host + ": the lab declares none (secondDisk)");
    }
    return new SecondDisk(host, size);
  }

  /**
   * Return it if it is smaller than that.
   *
   * @throws AssayException.Absent when it is not
   */
  public SecondDisk smallerThan(Bytes least) {
    if (size.compareTo(least) >= 0) {
      throw new AssayException.Absent("looking for a disk of less than " + least + " of " + host + ": the second one has " + size);
    }
    return this;
  }

  /** Install a build there, in place of whatever the host ran; it must stand alone. The bench is not trusted afterwards. */
  public void install(Build build) {
    host.bench().act("host.install", host.id().value(), Map.of("build", build.id().value(), "disk", NAME), () -> {
      host.bench().spoil();
      new HostInstallation(host.bench(), host.id(), build, NAME).anew();
      host.bench().reinstalled(host.id());
      return build;
    });
  }

  /**
   * Try to install a build there that does not fit; return what its installer says to it, or nothing when it went through.
   *
   * @throws AssayException.Absent when nobody can hear the installer
   */
  public Optional<String> refusal(Build build) {
    if (!host.bench().hearsInstallers(host.id())) {
      throw new AssayException.Absent("listening to the installer of " + host + ": its console is a log of the host's own, which nobody reads while"
          + " no system runs there (console: serial in the lab file)");
    }
    try {
      install(build);
      return Optional.empty();
    } catch (AssayException.Lab e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Upgrade what is installed there in place, and wait until its toolstack is back. */
  public void upgradeTo(Build build) {
    host.bench().act("host.upgrade", host.id().value(), Map.of("build", build.id().value(), "disk", NAME), () -> {
      new HostUpgrade(host.bench(), host.id(), build, NAME).run();
      host.bench().reinstalled(host.id());
      return host.awaitBack(Duration.ofMinutes(30));
    });
  }
}
