package dev.assay.cli.run;

import dev.assay.core.BuildId;
import dev.assay.core.HostId;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Time;
import dev.assay.inventory.HostStatus;
import dev.assay.inventory.Lab;
import dev.assay.inventory.health.Doors;
import dev.assay.inventory.health.Finding;
import dev.assay.inventory.health.HealthCheck;
import dev.assay.inventory.health.Occasion;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.lab.Machine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Looks at the health of a lab's hosts, several side by side. */
public record HostLook(LabAccess access, Occasion occasion) {

  /** Look at hosts; called from outside the lab's time. */
  public SequencedMap<HostId, List<Finding>> at(List<HostStatus> hosts) {
    return access.run("look at hosts", () -> {
      var looks = new LinkedHashMap<HostId, Time.Fork<List<Finding>>>();
      hosts.forEach(host -> looks.put(host.host().id(), access.time().fork("look at " + host.host().id(), () -> check(host).run())));
      var found = new LinkedHashMap<HostId, List<Finding>>();
      looks.forEach((host, look) -> found.put(host, look.join()));
      return found;
    });
  }

  private HealthCheck check(HostStatus host) {
    var lab = access.lab();
    var record = host.lastGoodInstall();
    var version = record.isEmpty() ? "" : lab.build(BuildId.of(record)).map(build -> build.version().toString()).orElse("");
    Optional<Supplier<Instant>> clock = lab.kind() == Lab.Kind.REMOTE && lab.clockSpeed() != 1 ? Optional.empty() : Optional.of(access.time()::now);
    var when = occasion == Occasion.IDLE && access.mayHaveChangedKeys(host.host().id()) ? Occasion.HALF_INSTALLED : occasion;
    return new HealthCheck(doors(access.machine(host.host().id())), version, clock, when);
  }

  /** Return what speaks against a host, if anything does. */
  public static Optional<String> against(List<Finding> findings) {
    var bad = findings.stream().filter(finding -> finding.answer() == Finding.Answer.BAD).map(finding -> finding.probe() + ": " + finding.detail()).toList();
    return bad.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", bad));
  }

  private static Doors doors(Machine machine) {
    return new Doors() {
      @Override
      public Power power() {
        return machine.power();
      }

      @Override
      public Shell shell() {
        return machine.shell();
      }
    };
  }
}
