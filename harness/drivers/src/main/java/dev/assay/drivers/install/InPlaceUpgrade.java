package dev.assay.drivers.install;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.lab.WrongIdentityException;
import dev.assay.core.run.History;
import dev.assay.core.time.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Upgrades one host in place: its installer starts from the network, finds the installation and writes the new build over
 * it. What the upgrade does is the product's doing, so what goes wrong in it is the product's too.
 */
public final class InPlaceUpgrade {

  private final Installer.Machine machine;
  private final Installer.Limits limits;
  private final Time time;
  private final History history;

  public InPlaceUpgrade(Installer.Machine machine, Installer.Limits limits, Time time, History history) {
    this.machine = machine;
    this.limits = limits;
    this.time = time;
    this.history = history;
  }

  /**
   * Upgrade the host, and return when it has started the new build and can be logged in to.
   *
   * @throws AssayException.Product when the installer stops or what comes up is not the build
   * @throws AssayException.Lab when the machine loses its power
   */
  public Duration run(InstallTarget target, Build build) {
    return timed("upgrade.completed", target, build, () -> begin(target, build));
  }

  /**
   * Put back what the last upgrade replaced, and return when it has started and can be logged in to.
   *
   * @param installer the build whose installer does it
   * @param former what was there before
   * @throws AssayException.Product when the installer stops or what comes up is not that build
   * @throws AssayException.Lab when the machine loses its power
   */
  public Duration putBack(InstallTarget target, Build installer, Build former) {
    return timed("restore.completed", target, former, () -> begin("restore.started", target, installer, new RestoreAnswers(target.primaryDisk()).render()));
  }

  private Duration timed(String event, InstallTarget target, Build expected, Runnable begin) {
    var start = time.now();
    begin.run();
    try {
      await(target, expected);
    } finally {
      machine.networkBoot().withdraw(target.host());
    }
    history.append(event, target.host().value(), Map.of("build", expected.id().value(), "took", time.since(start).toString()));
    return time.since(start);
  }

  /** Start the installer and return at once; {@link #withdraw} when it is over. */
  public void begin(InstallTarget target, Build build) {
    begin("upgrade.started", target, build, new UpgradeAnswers(target.primaryDisk(), build.media()).render());
  }

  private void begin(String event, InstallTarget target, Build build, String answerFile) {
    var boot = machine.networkBoot();
    var answers = boot.address(target.host(), InstallAttempt.ANSWER_FILE);
    var files = new LinkedHashMap<String, byte[]>();
    files.put(InstallAttempt.BOOT_SCRIPT, utf8(new BootScript(build.media(), answers).render()));
    files.put(InstallAttempt.ANSWER_FILE, utf8(answerFile));
    boot.publish(target.host(), files);
    history.append(event, target.host().value(), Map.of("build", build.id().value()));
    machine.power().set(Power.State.OFF);
    machine.power().bootNextFrom(Power.BootDevice.NETWORK);
    machine.power().set(Power.State.ON);
  }

  public void withdraw(InstallTarget target) {
    machine.networkBoot().withdraw(target.host());
  }

  private void await(InstallTarget target, Build build) {
    var deadline = time.now().plus(limits.install());
    var reports = new InstallReports(machine.networkBoot(), history, target.host(), new NewKeys(Optional.empty(), history, target.host()));
    var seen = "nothing to log in to";
    while (time.now().isBefore(deadline)) {
      time.sleep(limits.lookEvery());
      // An installer says why it stops before it switches the power off.
      boolean off = machine.power().state() == Power.State.OFF;
      var stopped = reports.hearWithRefusals();
      if (stopped.isPresent()) {
        throw new AssayException.Product("upgrading host " + target.host() + " to " + build.id() + ": " + stopped.get());
      }
      if (off) {
        throw new AssayException.Lab("upgrading host " + target.host() + " to " + build.id() + ": its power is off" + reports.last());
      }
      var words = InstallerConsole.of(machine.console()).stopped();
      if (words.isPresent()) {
        throw new AssayException.Product("upgrading host " + target.host() + " to " + build.id() + ": the installer stopped: " + words.get());
      }
      seen = identity();
      if (seen.equals(build.version() + " build " + build.buildNumber())) {
        return;
      }
    }
    throw new AssayException.Product("upgrading host " + target.host() + " to " + build.id() + ": not there after " + limits.install() + "; seen: " + seen);
  }

  private String identity() {
    try (var shell = machine.shell().get()) {
      return InstalledIdentity.parse(new String(shell.read(InstalledIdentity.FILE), StandardCharsets.UTF_8)).toString();
    } catch (StaleLeaseException | WrongIdentityException e) {
      throw e;
    } catch (AssayException.Lab | AssayException.Product | AssayException.TimedOut e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
