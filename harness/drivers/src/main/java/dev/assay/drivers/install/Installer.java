package dev.assay.drivers.install;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.lab.HostKeys;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.lab.WrongIdentityException;
import dev.assay.core.run.History;
import dev.assay.core.time.Time;
import dev.assay.drivers.console.Console;
import dev.assay.xapi.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings one host to a build: network boot with an answer file, and a look at what came up. The roles may be real or
 * simulated.
 *
 * <p>A host that is at the build already, alone and healthy, is left as it is. A first failure (power lost, installer
 * stopped, nothing came up) is followed by one more try.
 */
public final class Installer {

  private static final int TRIES = 2;

  private final Machine machine;
  private final Limits limits;
  private final Time time;
  private final History history;

  /**
   * The roles of one host.
   *
   * @param shell opens a shell as root with the password the host is installed with
   * @param xapi absent for products without one; then the shell's word is enough
   * @param keys what the host is known by; absent where nothing is held against it
   */
  public record Machine(
      Power power, Supplier<Shell> shell, Optional<Transport> xapi, NetworkBoot networkBoot, Console console, Optional<HostKeys> keys) {

    /** A machine that shows no keys. */
    public Machine(Power power, Supplier<Shell> shell, Optional<Transport> xapi, NetworkBoot networkBoot, Console console) {
      this(power, shell, xapi, networkBoot, console, Optional.empty());
    }
  }

  /**
   * How long to wait, in the lab's time.
   *
   * @param install from power-on until the installed host answers
   * @param lookEvery between two looks
   */
  public record Limits(Duration install, Duration lookEvery) {
    public static final Limits USUAL = new Limits(Duration.ofMinutes(90), Duration.ofSeconds(10));
  }

  /**
   * How a host got to its build.
   *
   * @param tries 0 when it was there already
   */
  public record Installation(Build build, int tries, Duration took) {}

  public Installer(Machine machine, Limits limits, Time time, History history) {
    this.machine = machine;
    this.limits = limits;
    this.time = time;
    this.history = history;
  }

  /**
   * Bring the host to the build, doing nothing when it is there.
   *
   * @throws AssayException.Lab when two tries failed
   */
  public Installation bring(InstallTarget target, Build build) {
    var start = time.now();
    var now = firstLook(target);
    if (now instanceof Sighting.Healthy(var identity) && identity.is(build)) {
      note(target, "install.present", Map.of("build", build.id().value()));
      return new Installation(build, 0, time.since(start));
    }
    return install(target, build, now, start);
  }

  /** Install the build even over itself, so that nothing of what the host held before remains. */
  public Installation reinstall(InstallTarget target, Build build) {
    var start = time.now();
    return install(target, build, firstLook(target), start);
  }

  /** A host that was left in the middle of its installation may show a key that nobody reported: it is not talked to, but installed. */
  private Sighting firstLook(InstallTarget target) {
    try {
      return probe(target).look();
    } catch (WrongIdentityException e) {
      if (machine.keys().filter(HostKeys::mayHaveChanged).isEmpty()) {
        throw e;
      }
      note(target, "install.unsettled", Map.of("seen", String.valueOf(e.getMessage())));
      return new Sighting.Silent("its last installation was cut short, and its keys are not known");
    }
  }

  private Installation install(InstallTarget target, Build build, Sighting before, Instant start) {
    var failures = new ArrayList<String>();
    for (int tried = 1; tried <= TRIES; tried++) {
      note(target, "install.started", Map.of("build", build.id().value(), "try", String.valueOf(tried), "found", before.describe()));
      var failure = new InstallAttempt(machine, limits, time, history, target, build, before.seen()).run();
      if (failure.isEmpty()) {
        machine.keys().ifPresent(HostKeys::settled);
        note(target, "install.completed", Map.of("build", build.id().value(), "try", String.valueOf(tried)));
        return new Installation(build, tried, time.since(start));
      }
      failures.add(failure.get());
      note(target, "install.failed", Map.of("try", String.valueOf(tried), "seen", failure.get()));
    }
    throw new AssayException.Lab("installing " + build.id() + " on host " + target.host() + ": " + numbered(failures)
        + "; look at its console, then quarantine the host or run again");
  }

  private HostProbe probe(InstallTarget target) {
    return new HostProbe(machine.shell(), machine.xapi(), target.rootPassword());
  }

  private void note(InstallTarget target, String kind, Map<String, String> details) {
    history.append(kind, target.host().value(), details);
  }

  private static String numbered(List<String> failures) {
    var text = new StringBuilder();
    for (int i = 0; i < failures.size(); i++) {
      text.append(i == 0 ? "" : "; ").append("try ").append(i + 1).append(": ").append(failures.get(i));
    }
    return text.toString();
  }
}
