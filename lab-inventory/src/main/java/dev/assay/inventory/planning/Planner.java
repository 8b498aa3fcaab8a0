package dev.assay.inventory.planning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the forward plan: each claim, in its order, gets the earliest place that disturbs none before it.
 *
 * <p>That is conservative backfill, as batch schedulers do it: a narrow claim may use a hole before a wide one's place when it
 * is expected to be done by then, so a wide claim is never starved by narrow ones. The same snapshot always gives the same plan.
 */
public final class Planner {

  /** At which quantiles lengths are taken when granting: what runs ends as usual, what begins may take long. */
  private static final double USUAL = 0.5;

  private static final double CAUTIOUS = 0.9;
  private static final int ROUNDS = 10_000;

  private final Snapshot lab;
  private final long now;
  private final double claimQuantile;
  private final Board board;
  private final Optional<Board> evicting;
  private final Shapes shapes;
  private final Map<Alike, Queue> queues = new HashMap<>();
  private final Set<Alike> noEviction = new HashSet<>();
  private final Set<String> told = new HashSet<>();

  private Planner(Snapshot lab, Shapes shapes, double holdingQuantile, double claimQuantile) {
    this.lab = lab;
    this.shapes = shapes;
    this.now = lab.now().toEpochMilli();
    this.claimQuantile = claimQuantile;
    this.board = Board.of(lab, holdingQuantile, false);
    this.evicting = lab.holdings().stream().anyMatch(holding -> holding.preemptable() && !holding.evicted())
        ? Optional.of(Board.of(lab, holdingQuantile, true)) : Optional.empty();
  }

  /** Plan for granting: cautious, so that what is squeezed in early rarely delays what comes after. */
  public static Plan plan(Snapshot lab) {
    return plan(lab, new Shapes());
  }

  /** Plan for granting a lab that was planned before, whose machines may be the same. */
  public static Plan plan(Snapshot lab, Shapes shapes) {
    return new Planner(lab, shapes, USUAL, CAUTIOUS).plan();
  }

  /** Plan as if all lengths fell at one quantile of those recorded, to see when things would happen then. */
  static Plan at(Snapshot lab, Shapes shapes, double quantile) {
    return new Planner(lab, shapes, quantile, quantile).plan();
  }

  /** Return whether some set of hosts could satisfy a claim if nothing were held. */
  public static boolean isPossible(Snapshot lab, Claim claim) {
    return new Shape(claim.request(), lab.share(claim.team()), lab).isPossible() && claim.request().hosts() <= lab.share(claim.team()).mostHosts();
  }

  private Plan plan() {
    var slots = new ArrayList<Plan.Slot>();
    var evictions = new ArrayList<Plan.Eviction>();
    for (var claim : new Order(lab, claim -> claim.request().hosts() * (length(claim) / 1000.0)).claims()) {
      slots.add(place(claim, shapes.of(claim, lab), evictions));
    }
    return new Plan(List.copyOf(slots), List.copyOf(evictions));
  }

  private long length(Claim claim) {
    return Math.max(1_000, claim.terms().length().orElseGet(() -> lab.durations().total(claim.kind(), claimQuantile)).toMillis());
  }

  private Plan.Slot place(Claim claim, Shape shape, List<Plan.Eviction> evictions) {
    long length = length(claim);
    long from = claim.terms().startAfter().map(start -> Math.max(now, start.toEpochMilli())).orElse(now);
    boolean plain = claim.terms().startAfter().isEmpty() && claim.terms().hours().isEmpty();
    var alike = new Alike(shape, length);
    var found = plain ? queues.computeIfAbsent(alike, _ -> new Queue(shape, length, board, from)).next(claim) : search(claim, shape, from, length, board, Timeline.NEVER);
    var sooner = soonerByEvicting(claim, shape, from, length, found, plain ? Optional.of(alike) : Optional.empty());
    if (sooner.isPresent()) {
      found = sooner.get();
      tell(claim, found, evictions);
    }
    if (found.start >= Timeline.NEVER) {
      return new Plan.Slot(claim, Optional.empty(), lab.now(), List.of(), List.of());
    }
    take(claim, found, length, board);
    var placed = found;
    evicting.ifPresent(other -> take(claim, placed, length, other));
    return new Plan.Slot(claim, Optional.of(Instant.ofEpochMilli(found.start)), Instant.ofEpochMilli(found.start + length),
        found.machines.stream().map(index -> lab.machines().get(index).id()).toList(), found.units);
  }

  /** Whoever may be evicted evicts nobody. */
  private Optional<Found> soonerByEvicting(Claim claim, Shape shape, long from, long length, Found found, Optional<Alike> alike) {
    long noticed = now + lab.policy().notice().toMillis();
    if (evicting.isEmpty() || claim.terms().preemptable() || found.start <= noticed || alike.filter(noEviction::contains).isPresent()) {
      return Optional.empty();
    }
    // An eviction long before its use would only waste the hosts: the notice is given when the claim can use them at its end.
    var sooner = search(claim, shape, from, length, evicting.get(), noticed);
    boolean inTime = sooner.start <= noticed;
    if (!inTime) {
      alike.ifPresent(noEviction::add);
    }
    return inTime && found.start - sooner.start >= lab.policy().gain().toMillis() ? Optional.of(sooner) : Optional.empty();
  }

  private void tell(Claim claim, Found found, List<Plan.Eviction> evictions) {
    var hosts = found.machines.stream().map(index -> lab.machines().get(index).id()).toList();
    for (var holding : lab.holdings()) {
      boolean inTheWay = holding.hosts().stream().anyMatch(hosts::contains) || holding.units().stream().anyMatch(found.units::contains);
      if (inTheWay && holding.preemptable() && !holding.evicted() && told.add(holding.id())) {
        evictions.add(new Plan.Eviction(holding.id(), claim));
      }
    }
  }

  private void take(Claim claim, Found found, long length, Board on) {
    long end = found.start + length;
    found.machines.forEach(index -> on.machines[index].occupy(found.start, end));
    found.unitIndexes.forEach(unit -> on.units[unit[0]][unit[1]].occupy(found.start, end));
    on.useQuota(claim.team(), found.machines.size(), found.start, end);
  }

  /** What a claim can have, and from when. */
  private record Found(long start, List<Integer> machines, List<Unit> units, List<int[]> unitIndexes) {
    static final Found NOTHING = new Found(Timeline.NEVER, List.of(), List.of(), List.of());
  }

  /** Search up to a time; nothing when it would begin later. */
  private Found search(Claim claim, Shape shape, long from, long length, Board on, long until) {
    long at = from;
    for (int round = 0; round < ROUNDS && at < Timeline.NEVER && at <= until; round++) {
      long allowed = inHours(claim, at);
      long quota = on.quotaTime(claim.team(), claim.request().hosts(), allowed, length);
      if (quota > at) {
        at = quota;
        continue;
      }
      var attempt = new Attempt(shape.parts, at, length, on);
      if (attempt.soonest == at) {
        return attempt.found();
      }
      at = attempt.soonest;
    }
    return Found.NOTHING;
  }

  /** Claims that only differ in their age: no later one of them can begin before an earlier one. Shapes are one per team and request. */
  private record Alike(Shape shape, long length) {}

  /** Gives claims that are alike their places one after the other, and remembers what was tried in vain. */
  private final class Queue {
    private final Shape shape;
    private final long length;
    private final Board on;
    private final List<Candidates> candidates = new ArrayList<>();
    private final List<Shape.Choice> choices;
    private final long[] notBefore;
    private long at;

    Queue(Shape shape, long length, Board on, long from) {
      this.shape = shape;
      this.length = length;
      this.on = on;
      this.at = from;
      var part = shape.parts.getFirst();
      this.choices = part.choices().stream().filter(choice -> Shape.fits(choice, part.group())).toList();
      this.notBefore = new long[choices.size()];
      if (shape.parts.size() == 1) {
        choices.forEach(choice -> candidates.add(new Candidates(choice, part.group().hosts(), length, on.machines, from)));
      }
    }

    Found next(Claim claim) {
      var found = shape.parts.size() == 1 ? nextOfOneGroup(claim) : search(claim, shape, at, length, on, Timeline.NEVER);
      at = found.start;
      return found;
    }

    private Found nextOfOneGroup(Claim claim) {
      long time = at;
      while (time < Timeline.NEVER) {
        long quota = on.quotaTime(claim.team(), claim.request().hosts(), time, length);
        if (quota > time) {
          time = quota;
          continue;
        }
        long best = Timeline.NEVER;
        for (int i = 0; i < choices.size(); i++) {
          if (notBefore[i] <= time) {
            var found = at(i, time);
            if (found.isPresent()) {
              return found.get();
            }
          }
          best = Math.min(best, notBefore[i]);
        }
        time = best;
      }
      return Found.NOTHING;
    }

    /** Take a choice at this time if it can be had; note from when on it may be had if not. */
    private Optional<Found> at(int index, long time) {
      var choice = choices.get(index);
      long from = candidates.get(index).together(time);
      for (var portion : choice.portions()) {
        from = Math.max(from, on.unitsTime(portion.resource(), portion.units(), lab.resources().get(portion.resource()).range(), time, length));
      }
      notBefore[index] = from;
      if (from > time) {
        return Optional.empty();
      }
      var attempt = new Attempt(List.of(), time, length, on);
      if (attempt.take(choice, candidates.get(index).free(time))) {
        return Optional.of(attempt.found());
      }
      notBefore[index] = Math.max(time + 1, attempt.nextRelease(choice));
      return Optional.empty();
    }
  }

  private static long inHours(Claim claim, long at) {
    return claim.terms().hours().map(hours -> hours.next(Instant.ofEpochMilli(at)).toEpochMilli()).orElse(at);
  }

  /** One try to serve all groups at one time; otherwise the soonest time that is worth the next try. */
  private final class Attempt {
    private final List<Shape.Part> parts;
    private final long at;
    private final long length;
    private final Board on;
    private final BitSet taken = new BitSet();
    private final Set<Unit> takenUnits = new HashSet<>();
    private final List<Integer> machines = new ArrayList<>();
    private final List<Unit> units = new ArrayList<>();
    private final List<int[]> unitIndexes = new ArrayList<>();
    private long soonest;

    Attempt(List<Shape.Part> parts, long at, long length, Board on) {
      this.parts = parts;
      this.at = at;
      this.length = length;
      this.on = on;
      this.soonest = at;
      for (var part : parts) {
        long time = serve(part);
        if (time > at) {
          soonest = time;
          return;
        }
      }
    }

    Found found() {
      return new Found(at, machines, units, unitIndexes);
    }

    private long serve(Shape.Part part) {
      long best = Timeline.NEVER;
      for (var choice : part.choices()) {
        if (Shape.fits(choice, part.group())) {
          long time = time(part, choice);
          if (time == at && choose(part, choice)) {
            return at;
          }
          // Free as such, but not beside what this request's other groups took: nothing changes before something comes free.
          best = Math.min(best, time == at ? nextRelease() : time);
        }
      }
      return best;
    }

    private long nextRelease() {
      return parts.stream().flatMap(part -> part.choices().stream()).mapToLong(this::nextRelease).min().orElse(Timeline.NEVER);
    }

    long nextRelease(Shape.Choice choice) {
      long next = Timeline.NEVER;
      for (int host : choice.hosts()) {
        next = Math.min(next, on.machines[host].nextRelease(at));
      }
      for (var portion : choice.portions()) {
        for (var unit : on.units[portion.resource()]) {
          next = Math.min(next, unit.nextRelease(at));
        }
      }
      return next;
    }

    private long time(Shape.Part part, Shape.Choice choice) {
      long time = choice.spread().length == 0
          ? Earliest.together(choice.hosts().length, index -> on.machines[choice.hosts()[index]], part.group().hosts(), at, length)
          : Earliest.apart(choice.spread(), index -> on.machines[choice.hosts()[index]], part.group().hosts(), at, length);
      for (var portion : choice.portions()) {
        var resource = lab.resources().get(portion.resource());
        time = Math.max(time, on.unitsTime(portion.resource(), portion.units(), resource.range(), at, length));
      }
      return time;
    }

    private boolean choose(Shape.Part part, Shape.Choice choice) {
      var chosen = new ArrayList<Integer>();
      var marks = new BitSet();
      for (int i = 0; i < choice.hosts().length && chosen.size() < part.group().hosts(); i++) {
        int machine = choice.hosts()[i];
        boolean apart = choice.spread().length == 0 || !marks.get(choice.spread()[i]);
        if (apart && !taken.get(machine) && on.machines[machine].earliest(at, length) == at) {
          chosen.add(machine);
          if (choice.spread().length > 0) {
            marks.set(choice.spread()[i]);
          }
        }
      }
      return chosen.size() == part.group().hosts() && take(choice, chosen);
    }

    /** Take these hosts and the choice's part of resources; return whether all of the latter was to be had. */
    boolean take(Shape.Choice choice, List<Integer> chosen) {
      var chosenUnits = new ArrayList<int[]>();
      for (var portion : choice.portions()) {
        var resource = lab.resources().get(portion.resource());
        for (int index : on.freeUnits(portion.resource(), portion.units(), resource.range(), at, length)) {
          chosenUnits.add(new int[] {portion.resource(), index});
        }
      }
      boolean complete = chosenUnits.size() == choice.portions().stream().mapToInt(Shape.Portion::units).sum()
          && chosenUnits.stream().allMatch(unit -> takenUnits.add(unit(unit)));
      if (complete) {
        chosen.forEach(taken::set);
        machines.addAll(chosen);
        unitIndexes.addAll(chosenUnits);
        chosenUnits.forEach(unit -> units.add(unit(unit)));
      }
      return complete;
    }

    private Unit unit(int[] unit) {
      return new Unit(lab.resources().get(unit[0]).name(), unit[1]);
    }
  }

  /** Say what stands in the way of a claim, for people. */
  public static String why(Snapshot lab, Claim claim) {
    return new Reasons(lab, claim, new Shape(claim.request(), lab.share(claim.team()), lab)).waiting();
  }

  /** Say what comes nearest to a claim that can never be served. */
  public static String nearest(Snapshot lab, Claim claim) {
    return new Reasons(lab, claim, new Shape(claim.request(), lab.share(claim.team()), lab)).nearest();
  }
}
