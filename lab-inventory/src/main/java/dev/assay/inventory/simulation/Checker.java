package dev.assay.inventory.simulation;

import dev.assay.core.HostId;
import dev.assay.inventory.planning.Claim;
import dev.assay.inventory.planning.Share;
import dev.assay.inventory.planning.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps its own book of who holds what, from what it is told happened, and notes whatever must not be. */
final class Checker {

  private static final int MOST = 20;

  private final Map<String, Integer> quotas = new HashMap<>();
  private final Map<HostId, Long> holders = new HashMap<>();
  private final Map<Unit, Long> unitHolders = new HashMap<>();
  private final Map<HostId, Long> tokens = new HashMap<>();
  private final Map<String, Integer> inUse = new HashMap<>();
  private final Map<Long, Ledger.Lease> live = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  Checker(List<Share> teams) {
    teams.forEach(team -> quotas.put(team.team(), team.mostHosts()));
  }

  void granted(Ledger.Lease lease, Instant now) {
    live.put(lease.id, lease);
    if (lease.tokens.size() != lease.claim.request().hosts()) {
      violation(now, "lease " + lease.id + " has " + lease.tokens.size() + " hosts of " + lease.claim.request());
    }
    lease.tokens.forEach((host, token) -> {
      var other = holders.put(host, lease.id);
      if (other != null) {
        violation(now, host + " was granted to lease " + lease.id + " while lease " + other + " had it");
      }
      if (tokens.getOrDefault(host, 0L) >= token) {
        violation(now, "the token of " + host + " went from " + tokens.get(host) + " to " + token);
      }
      tokens.put(host, token);
    });
    lease.units.forEach(unit -> {
      var other = unitHolders.put(unit, lease.id);
      if (other != null) {
        violation(now, unit + " was granted to lease " + lease.id + " while lease " + other + " had it");
      }
    });
    int used = inUse.merge(lease.claim.team(), lease.tokens.size(), Integer::sum);
    if (used > quotas.getOrDefault(lease.claim.team(), Integer.MAX_VALUE)) {
      violation(now, "team " + lease.claim.team() + " has " + used + " hosts, more than its quota");
    }
    if (lease.claim.terms().startAfter().filter(now::isBefore).isPresent()) {
      violation(now, "claim " + lease.claim.id() + " was granted before its time");
    }
  }

  void ended(Ledger.Lease lease) {
    live.remove(lease.id);
    lease.tokens.keySet().forEach(host -> holders.remove(host, lease.id));
    lease.units.forEach(unit -> unitHolders.remove(unit, lease.id));
    inUse.merge(lease.claim.team(), -lease.tokens.size(), Integer::sum);
  }

  void evicted(Ledger.Lease lease, Instant now) {
    if (!lease.claim.terms().preemptable()) {
      violation(now, "lease " + lease.id + " was evicted though it is not preemptable");
    }
  }

  /** A controller acted on a host and was let: it must be the one that has it. */
  void acted(Ledger.Lease lease, HostId host, Instant now) {
    if (holders.getOrDefault(host, -1L) != lease.id) {
      violation(now, "lease " + lease.id + " acted on " + host + ", which " + (holders.containsKey(host) ? "lease " + holders.get(host) + " has" : "nobody has any more"));
    }
  }

  /** Nothing that began before the first that waits may delay it: that is what a backfill must not do. */
  void kept(Ledger.First first, Instant now) {
    first.planned().filter(planned -> first.then().isEmpty() || first.then().get().isAfter(planned)).ifPresent(planned ->
        violation(now, "claim " + first.claim().id() + ", the first to wait, was planned for " + planned + ", and what was begun before it makes that "
            + first.then().map(Instant::toString).orElse("never")));
  }

  /** Whoever waited longer than anyone should comes before all others but bookings, the eldest first. */
  void ordered(List<Claim> order, Duration patience, Instant now) {
    var rest = order.stream().filter(claim -> !claim.terms().booked()).toList();
    var overdue = rest.stream().filter(claim -> !claim.terms().preemptable())
        .filter(claim -> Duration.between(claim.terms().startAfter().filter(claim.since()::isBefore).orElse(claim.since()), now).compareTo(patience) > 0)
        .sorted(Comparator.comparing(Claim::since).thenComparing(Claim::id)).toList();
    if (!rest.subList(0, overdue.size()).equals(overdue)) {
      violation(now, "claim " + overdue.getFirst().id() + " has waited for more than " + patience.toMinutes() + " min and others were given their places before it");
    }
  }

  void waited(long claim, Duration wait, Duration most, Instant now) {
    if (wait.compareTo(most) > 0) {
      violation(now, "claim " + claim + " waited " + wait.toHours() + " h, more than " + most.toHours() + " h");
    }
  }

  void violation(Instant now, String what) {
    if (violations.size() < MOST) {
      violations.add(now + " " + what);
    }
  }

  List<String> violations() {
    return List.copyOf(violations);
  }
}
