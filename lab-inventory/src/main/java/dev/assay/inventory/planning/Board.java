package dev.assay.inventory.planning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When each host, each unit of a resource, and how much of each team's quota is used. Changes as claims are planned. */
final class Board {

  final Timeline[] machines;
  final Timeline[][] units;
  private final Map<String, Usage> quotas = new HashMap<>();

  private Board(Snapshot lab) {
    machines = new Timeline[lab.machines().size()];
    Arrays.setAll(machines, _ -> new Timeline());
    units = new Timeline[lab.resources().size()][];
    Arrays.setAll(units, index -> {
      var row = new Timeline[lab.resources().get(index).units()];
      Arrays.setAll(row, _ -> new Timeline());
      return row;
    });
    for (var share : lab.teams()) {
      if (share.mostHosts() < machines.length) {
        quotas.put(share.team(), new Usage(share.mostHosts()));
      }
    }
  }

  /**
   * Lay out what is held and closed.
   *
   * @param quantile of the recorded lengths at which leases are taken to end
   * @param evicting whether all that may be evicted is taken to end after the notice
   */
  static Board of(Snapshot lab, double quantile, boolean evicting) {
    var board = new Board(lab);
    var machineIndexes = new HashMap<String, Integer>();
    for (int i = 0; i < lab.machines().size(); i++) {
      machineIndexes.put(lab.machines().get(i).id().value(), i);
    }
    var resourceIndexes = new HashMap<String, Integer>();
    for (int i = 0; i < lab.resources().size(); i++) {
      resourceIndexes.put(lab.resources().get(i).name(), i);
    }
    long now = lab.now().toEpochMilli();
    for (var holding : lab.holdings()) {
      long end = end(lab, holding, quantile, evicting);
      var places = new ArrayList<Integer>();
      holding.hosts().forEach(host -> {
        if (machineIndexes.containsKey(host.value())) {
          places.add(machineIndexes.get(host.value()));
        }
      });
      places.forEach(index -> board.machines[index].occupy(now, end));
      holding.units().forEach(unit -> {
        var index = resourceIndexes.get(unit.resource());
        if (index != null && unit.index() < board.units[index].length) {
          board.units[index][unit.index()].occupy(now, end);
        }
      });
      board.useQuota(holding.team(), holding.hosts().size(), now, end);
    }
    for (var closure : lab.closures()) {
      var index = machineIndexes.get(closure.host().value());
      if (index != null) {
        board.machines[index].occupy(closure.from().toEpochMilli(), closure.until().toEpochMilli());
      }
    }
    return board;
  }

  private static long end(Snapshot lab, Holding holding, double quantile, boolean evicting) {
    long now = lab.now().toEpochMilli();
    var elapsed = Duration.between(holding.granted(), lab.now());
    long end = holding.ends().map(instant -> Math.max(now + 1_000, instant.toEpochMilli()))
        .orElseGet(() -> now + lab.durations().remaining(holding.kind(), elapsed.isNegative() ? Duration.ZERO : elapsed, quantile).toMillis());
    return evicting && holding.preemptable() ? Math.min(end, now + lab.policy().notice().toMillis()) : end;
  }

  /** Return the first time from this one on at which a team may have so many hosts more; NEVER if it never may. */
  long quotaTime(String team, int hosts, long from, long length) {
    var quota = quotas.get(team);
    return quota == null ? from : quota.earliest(hosts, from, length);
  }

  void useQuota(String team, int hosts, long from, long until) {
    var quota = quotas.get(team);
    if (quota != null) {
      quota.add(hosts, from, until);
    }
  }

  /** Choose units of a resource that are free from this time on for so long; empty when there are not enough. */
  List<Integer> freeUnits(int resource, int count, boolean range, long from, long length) {
    var chosen = new ArrayList<Integer>();
    for (int i = 0; i < units[resource].length && chosen.size() < count; i++) {
      if (units[resource][i].earliest(from, length) == from) {
        chosen.add(i);
      } else if (range) {
        chosen.clear();
      }
    }
    return chosen.size() == count ? chosen : List.of();
  }

  /** Return the first time from this one on at which so many units are free together. */
  long unitsTime(int resource, int count, boolean range, long from, long length) {
    if (!range) {
      return Earliest.together(units[resource], count, from, length);
    }
    for (long at = from; at < Timeline.NEVER; ) {
      if (!freeUnits(resource, count, true, at, length).isEmpty()) {
        return at;
      }
      at = nextWindow(resource, count, at, length);
    }
    return Timeline.NEVER;
  }

  private long nextWindow(int resource, int count, long at, long length) {
    long best = Timeline.NEVER;
    for (int first = 0; first + count <= units[resource].length; first++) {
      long latest = at + 1;
      for (int i = first; i < first + count; i++) {
        latest = Math.max(latest, units[resource][i].earliest(at, length));
      }
      best = Math.min(best, latest);
    }
    return best;
  }
}
