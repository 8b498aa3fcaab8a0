package dev.assay.inventory.planning;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * In which order claims are given their places: booked ones by their start, then those that waited longer than anyone should
 * (so nobody starves), then by priority, what may be
 * evicted after all else; among equals the team that had least for its share, then age.
 */
final class Order {

  /** More than the worst priority: who runs before others could only be told to go again. */
  private static final int PREEMPTABLE_LAST = 100;

  private final Snapshot lab;
  private final ToDoubleFunction<Claim> hostSeconds;

  Order(Snapshot lab, ToDoubleFunction<Claim> hostSeconds) {
    this.lab = lab;
    this.hostSeconds = hostSeconds;
  }

  List<Claim> claims() {
    var ordered = new ArrayList<Claim>();
    var byAge = Comparator.comparing(Claim::since).thenComparing(Claim::id);
    lab.claims().stream().filter(claim -> claim.terms().booked())
        .sorted(Comparator.<Claim, java.time.Instant>comparing(claim -> claim.terms().startAfter().orElse(lab.now())).thenComparing(byAge)).forEach(ordered::add);
    lab.claims().stream().filter(claim -> !claim.terms().booked() && isOverdue(claim)).sorted(byAge).forEach(ordered::add);
    var byPriority = new TreeMap<Integer, List<Claim>>();
    lab.claims().stream().filter(claim -> !claim.terms().booked() && !isOverdue(claim)).sorted(byAge)
        .forEach(claim -> byPriority.computeIfAbsent(claim.priority() + (claim.terms().preemptable() ? PREEMPTABLE_LAST : 0), _ -> new ArrayList<>()).add(claim));
    var used = new HashMap<String, Double>();
    lab.teams().forEach(share -> used.put(share.team(), share.usedHostSeconds() / share.share()));
    byPriority.values().forEach(claims -> ordered.addAll(fairly(claims, used)));
    return ordered;
  }

  /** A claim that had to wait for its time has waited since then. */
  private boolean isOverdue(Claim claim) {
    var since = claim.terms().startAfter().filter(start -> start.isAfter(claim.since())).orElse(claim.since());
    return !claim.terms().preemptable() && Duration.between(since, lab.now()).compareTo(lab.policy().patience()) > 0;
  }

  private List<Claim> fairly(List<Claim> claims, Map<String, Double> used) {
    var queues = new HashMap<String, Deque<Claim>>();
    var turns = new PriorityQueue<Turn>();
    for (var claim : claims) {
      queues.computeIfAbsent(claim.team(), _ -> new ArrayDeque<>()).add(claim);
    }
    queues.forEach((team, queue) -> turns.add(new Turn(used.getOrDefault(team, 0.0), queue.peekFirst(), team)));
    var ordered = new ArrayList<Claim>();
    while (!turns.isEmpty()) {
      var turn = turns.poll();
      var queue = queues.get(turn.team);
      var claim = queue.removeFirst();
      ordered.add(claim);
      used.merge(turn.team, hostSeconds.applyAsDouble(claim) / lab.share(turn.team).share(), Double::sum);
      if (!queue.isEmpty()) {
        turns.add(new Turn(used.getOrDefault(turn.team, 0.0), queue.peekFirst(), turn.team));
      }
    }
    return ordered;
  }

  private record Turn(double used, Claim first, String team) implements Comparable<Turn> {
    @Override
    public int compareTo(Turn other) {
      int byUse = Double.compare(used, other.used);
      return byUse != 0 ? byUse : Comparator.comparing((Turn turn) -> turn.first.since()).thenComparing(turn -> turn.first.id()).compare(this, other);
    }
  }
}
