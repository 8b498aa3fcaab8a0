package dev.assay.testkit.stress;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.testkit.Host;
import dev.assay.testkit.HostHealth;
import dev.assay.testkit.Vm;
import dev.assay.xapi.model.PowerState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at a stage from all sides and writes down what it sees, without judging. */
record Observing(Stage stage) {

  /** Note where product and hypervisors say that guests run, and which tasks are under way. */
  void lists() {
    var names = new LinkedHashMap<String, String>();
    var seen = new LinkedHashMap<String, String>();
    for (var guest : stage.guests()) {
      names.put(guest.vm().name(), guest.name());
      names.put(guest.vm().uuid(), guest.name());
      var where = guest.vm().residence().map(id -> stage.nameOf(Host.of(stage.pool().bench(), id))).orElse("nowhere");
      seen.put(guest.name(), guest.vm().powerState().word() + " " + where);
    }
    stage.note("saw.product", "pool", seen);
    for (var host : stage.hosts()) {
      var domains = host.domains().stream().map(domain -> names.getOrDefault(domain, domain)).sorted().collect(Collectors.joining(" "));
      stage.note("saw.hypervisor", stage.nameOf(host), "domains", domains);
    }
    stage.note("saw.tasks", "pool", "pending", String.join(", ", stage.pool().pendingTasks()));
  }

  /** Note what a running guest's disk reads, and which boot it is in. */
  void guest(Guest guest) {
    if (guest.vm().powerState() == PowerState.RUNNING && guest.vm().answers()) {
      read(stage, guest, guest.vm(), "", guest.vm().bootId().value());
    }
  }

  /** Note what a guest, or a copy of it, reads from its file and from both ends of its disk. */
  static void read(Stage stage, Guest guest, Vm vm, String by, String boot) {
    var ends = vm.readBack(Guest.register(vm)).stream().distinct().collect(Collectors.joining(" and "));
    stage.note("read", guest.name(), "value", vm.readBack(), "disk", ends, "by", by, "boot", boot);
  }

  /** Note what is used of what can leak; guests should all be away. */
  void resources(String when) {
    for (var host : stage.hosts()) {
      stage.note("saw.resources", stage.nameOf(host), "when", when,
          "free-memory-mib", mib(host, Host::freeMemory), "dom0-free-mib", mib(host, Host::controlDomainFreeMemory));
    }
    stage.note("saw.storage", "pool", "when", when, "used-mib", String.format(Locale.ROOT, "%.1f", stage.pool().defaultSr().usedSpace().inMib()));
    stage.note("saw.disks", "pool", "when", when, "orphaned", String.join(" ", stage.pool().orphanedDisks()));
    stage.note("saw.vms", "pool", "when", when, "names", String.join(" ", stage.pool().vmNames()));
  }

  private static String mib(Host host, Function<Host, Bytes> gauge) {
    return String.format(Locale.ROOT, "%.1f", gauge.apply(host).inMib());
  }

  /** Note crash dumps and services that do not run. */
  void health() {
    for (var host : stage.hosts()) {
      stage.note("saw.health", stage.nameOf(host), "wrong", String.join("; ", wrong(host)));
    }
  }

  private static List<String> wrong(Host host) {
    try {
      return HostHealth.of(host);
    } catch (AssayException.Lab e) {
      return List.of("does not answer: " + e.getMessage());
    }
  }
}
