package dev.assay.testkit;

import dev.assay.core.Build;
import dev.assay.core.HostId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * How a pool was brought to a newer build, host by host, the master first.
 *
 * @param hosts how long each host took, in the order of the upgrade
 * @param took how long all of it took
 */
public record RollingUpgrade(SequencedMap<HostId, Duration> hosts, Duration took) {

  /** What becomes of the guests of a host that is upgraded. */
  public enum Guests implements Variant {
    /** They move to other hosts of the pool, and back. */
    MOVE,
    /** They are suspended, and resumed on the upgraded host. */
    SUSPEND,
    /** They are shut down, and started on the upgraded host. */
    SHUT_DOWN;

    @Override
    public String label() {
      return "guests-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static RollingUpgrade run(Pool pool, Build build, Guests guests) {
    var time = pool.bench().time();
    var start = time.now();
    var took = new LinkedHashMap<HostId, Duration>();
    pool.vms().stream().flatMap(vm -> DiscDrive.of(vm).stream()).filter(drive -> !drive.isEmpty()).forEach(DiscDrive::eject);
    for (var host : pool.hosts()) {
      var vms = runningOn(pool, host);
      clear(host, vms, guests);
      took.put(host.id(), host.upgradeTo(build));
      bringBack(host, vms, guests);
    }
    return new RollingUpgrade(took, time.since(start));
  }

  private static List<Vm> runningOn(Pool pool, Host host) {
    return pool.vms().stream().filter(vm -> vm.residence().filter(host.id()::equals).isPresent()).toList();
  }

  private static void clear(Host host, List<Vm> vms, Guests guests) {
    host.disable();
    switch (guests) {
      case MOVE -> host.evacuate();
      case SUSPEND -> vms.forEach(Vm::suspend);
      case SHUT_DOWN -> vms.forEach(Vm::shutDown);
    }
  }

  private static void bringBack(Host host, List<Vm> vms, Guests guests) {
    for (var vm : vms) {
      switch (guests) {
        case MOVE -> vm.migrateTo(host);
        case SUSPEND -> vm.resume();
        case SHUT_DOWN -> vm.startOn(host);
      }
    }
  }
}
