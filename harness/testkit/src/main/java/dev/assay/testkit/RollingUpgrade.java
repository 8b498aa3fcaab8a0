package dev.assay.testkit;

import dev.assay.core.Build;
import dev.assay.core.HostId;
import dev.assay.xapi.model.PowerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How a pool was brought to a newer build, host by host, the master first.
 *
 * @param hosts how long each host took, in the order of the upgrade
 * @param took how long all of it took
 */
public record RollingUpgrade(SequencedMap<HostId, Duration> hosts, Duration took) {

  /** What becomes of the guests of a host that is upgraded. */
  public enum Guests {
    /** They move to other hosts of the pool, and back. */
    MOVE,
    /** They are suspended, and resumed on the upgraded host. */
    SUSPEND
  }

  static RollingUpgrade run(Pool pool, Build build, Guests guests) {
    var time = pool.bench().time();
    var start = time.now();
    var took = new LinkedHashMap<HostId, Duration>();
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
    }
  }

  private static void bringBack(Host host, List<Vm> vms, Guests guests) {
    for (var vm : new ArrayList<>(vms)) {
      switch (guests) {
        case MOVE -> vm.migrateTo(host);
        case SUSPEND -> {
          if (vm.powerState() == PowerState.SUSPENDED) {
            vm.resume();
          }
        }
      }
    }
  }
}
