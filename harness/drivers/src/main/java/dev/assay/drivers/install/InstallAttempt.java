package dev.assay.drivers.install;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.lab.HostKeys;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.WrongIdentityException;
import dev.assay.core.run.History;
import dev.assay.core.time.Time;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** One try to install a host, from serving its files to the first look that finds the new system well. */
final class InstallAttempt {

  static final String BOOT_SCRIPT = "boot.ipxe";
  static final String GRUB_SETTINGS = "grub.cfg";
  static final String ANSWER_FILE = "answerfile.xml";

  private final Installer.Machine machine;
  private final Installer.Limits limits;
  private final Time time;
  private final History history;
  private final InstallTarget target;
  private final Build build;
  private final Optional<InstalledIdentity> before;

  InstallAttempt(
      Installer.Machine machine,
      Installer.Limits limits,
      Time time,
      History history,
      InstallTarget target,
      Build build,
      Optional<InstalledIdentity> before) {
    this.machine = machine;
    this.limits = limits;
    this.time = time;
    this.history = history;
    this.target = target;
    this.build = build;
    this.before = before;
  }

  /** Try; return what went wrong, or nothing when the host is at the build. */
  Optional<String> run() {
    machine.keys().ifPresent(HostKeys::change);
    machine.networkBoot().publish(target.host(), files());
    var keys = new NewKeys(machine.keys(), history, target.host());
    var reports = new InstallReports(machine.networkBoot(), history, target.host(), keys);
    note("install.published", Map.of("answers", address(ANSWER_FILE).toString()));
    Optional<String> failure;
    try {
      startFromNetwork();
      failure = waitForNewSystem(reports, keys);
    } catch (RuntimeException e) {
      withdrawBecauseOf(e);
      throw e;
    }
    machine.networkBoot().withdraw(target.host());
    note("install.withdrawn", Map.of());
    return failure;
  }

  private SequencedMap<String, byte[]> files() {
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    files.put(BOOT_SCRIPT, utf8(new BootScript(build.media(), address(ANSWER_FILE)).render()));
    if (target.uefi()) {
      files.put(GRUB_SETTINGS, utf8(new GrubSettings(build.media(), address(ANSWER_FILE)).render()));
    }
    SequencedMap<String, byte[]> scripts = new LinkedHashMap<>();
    target.sshKey().ifPresent(key -> scripts.put(KeyScript.FILE, utf8(new KeyScript(key).render())));
    machine.keys().ifPresent(keys -> scripts.put(NewKeyScript.FILE, utf8(new NewKeyScript(address(NewKeyScript.REPORT), keys.token()).render())));
    var addresses = scripts.sequencedKeySet().stream().map(this::address).toList();
    files.put(ANSWER_FILE, utf8(new AnswerFile(target, build.media(), addresses).render()));
    files.putAll(scripts);
    return files;
  }

  private void startFromNetwork() {
    machine.power().set(Power.State.OFF);
    machine.power().bootNextFrom(Power.BootDevice.NETWORK);
    machine.power().set(Power.State.ON);
    note("install.booted", Map.of("from", "network"));
  }

  private Optional<String> waitForNewSystem(InstallReports reports, NewKeys keys) {
    var deadline = time.now().plus(limits.install());
    var probe = new HostProbe(machine.shell(), machine.xapi(), target.rootPassword());
    while (true) {
      time.sleep(limits.lookEvery());
      var stopped = reports.hear();
      if (stopped.isPresent()) {
        return stopped;
      }
      var sighting = look(probe, reports, keys);
      if (sighting.seen().isPresent()) {
        var wrong = wrongSystem(sighting.seen().get());
        if (wrong.isPresent() || sighting instanceof Sighting.Healthy) {
          return wrong;
        }
      }
      if (InstallerConsole.of(machine.console()).stopped().isPresent()) {
        return Optional.of("the installer stopped: " + InstallerConsole.of(machine.console()).stopped().get() + reports.last());
      }
      if (machine.power().state() == Power.State.OFF) {
        return Optional.of("the power is off" + reports.last() + lastPrinted());
      }
      if (!time.now().isBefore(deadline)) {
        return Optional.of("not up " + limits.install() + " after power-on: " + sighting.describe() + reports.last() + lastPrinted());
      }
    }
  }

  /** The new system may be up before its installer's report was taken up; who shows another key without a report is not talked to. */
  private Sighting look(HostProbe probe, InstallReports reports, NewKeys keys) {
    int heard = keys.heard();
    try {
      var unknown = keys.certificateStillUnknown(machine.shell());
      return unknown.<Sighting>map(Sighting.Silent::new).orElseGet(probe::look);
    } catch (WrongIdentityException e) {
      var stopped = reports.hear();
      if (stopped.isEmpty() && keys.heard() == heard) {
        throw e;
      }
      return new Sighting.Silent(stopped.orElse("its installer has just said which key it shows"));
    }
  }

  private Optional<String> wrongSystem(InstalledIdentity seen) {
    if (before.filter(seen::sameInstallationAs).isPresent()) {
      return Optional.of("it started the system it had, " + seen + ", from its disk, not the installer from the network" + lastPrinted());
    }
    return seen.is(build) ? Optional.empty() : Optional.of("the media at " + build.media() + " installed " + seen);
  }

  private String lastPrinted() {
    try {
      var line = machine.console().lastLine();
      return line.isBlank() ? "" : " (last on the console: '" + line + "')";
    } catch (AssayException.Lab e) {
      return " (the console cannot be read: " + e.getMessage() + ")";
    }
  }

  /** Serve no password to a host that nobody installs; what ended the try is what gets reported. */
  private void withdrawBecauseOf(RuntimeException reason) {
    try {
      machine.networkBoot().withdraw(target.host());
    } catch (AssayException e) {
      reason.addSuppressed(e);
    }
  }

  private java.net.URI address(String file) {
    return machine.networkBoot().address(target.host(), file);
  }

  private void note(String kind, Map<String, String> details) {
    history.append(kind, target.host().value(), details);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
