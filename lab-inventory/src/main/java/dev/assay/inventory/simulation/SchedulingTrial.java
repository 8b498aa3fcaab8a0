package dev.assay.inventory.simulation;

import dev.assay.core.HostId;
import dev.assay.core.time.Chance;
import dev.assay.inventory.need.Attribute;
import dev.assay.inventory.need.Facts;
import dev.assay.inventory.need.Request;
import dev.assay.inventory.planning.Claim;
import dev.assay.inventory.planning.Machine;
import dev.assay.inventory.planning.Planner;
import dev.assay.inventory.planning.Policy;
import dev.assay.inventory.planning.Share;
import dev.assay.inventory.planning.Shared;
import dev.assay.inventory.planning.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * One trial: days or weeks of requests, runs and mishaps, event after event, all drawn from the seed.
 *
 * <p>Controllers behave as the real ones: they ask, keep their leases alive, act with their tokens, give back, and find out late
 * when they were paused. A run that lost its lease asks again, as a resumed one does.
 */
public final class SchedulingTrial {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(6);
  private static final Duration BEAT = Duration.ofMinutes(2);
  private static final Duration PLAN_EVERY = Duration.ofMinutes(10);
  private static final int CONTROLLERS = 4;
  private static final int FORECAST_ONE_OF = 3;

  /** How long a failed host is out of service at most; a claim may need that very one. */
  private static final Duration MOST_OUT = Duration.ofHours(24);

  /** After patience a claim is among the first; what is in its way then ends within so many usual works. */
  private static final int WORKS_IN_THE_WAY = 40;

  private static final List<String> SHAPES = List.of("1 host", "1 host", "1 host", "1 host", "2 hosts, where class == 'a'", "pool of 2", "pool of 3, with iscsi",
      "pool of 4", "3 hosts, spread rack, with nfs", "1 host, with 4 ipv4", "2 hosts, where memory >= 128GiB", "1 host, with licence", "pool of 2; 1 host");

  private final long seed;
  private final TrialSize size;
  private final Chance chance;
  private final Ledger ledger;
  private final List<Machine> machines;
  private final List<Shared> shared;
  private final List<Share> teams;
  private final Policy policy;
  private final Checker checker;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Map<Long, Job> jobs = new HashMap<>();
  private final Map<Long, Job> byLease = new HashMap<>();
  private final List<TrialResult.Told> told = new ArrayList<>();
  private Instant now = START;
  private Instant stalledUntil = START;
  private long sequence;
  private int served;
  private int grants;
  private int expiries;
  private int evictions;
  private int missed;
  private int mishaps;
  private int refusedLate;
  private Duration longestWait = Duration.ZERO;

  private record Event(Instant at, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /** A run: it asks for hosts until its work is done. */
  private static final class Job {
    final Claim claim;
    final Duration work;
    final int controller;
    Instant asked;
    Optional<Forecasted> forecast = Optional.empty();
    boolean done;

    Job(Claim claim, Duration work, int controller, Instant asked) {
      this.claim = claim;
      this.work = work;
      this.controller = controller;
      this.asked = asked;
    }
  }

  private record Forecasted(Instant at, Duration soonest, Duration expected, Duration latest) {}

  private SchedulingTrial(long seed, TrialSize size) {
    this.seed = seed;
    this.size = size;
    this.chance = Chance.seeded(seed);
    this.teams = List.of(new Share("perf", 2, 1_000_000, 0, List.of(), List.of()), new Share("dev", 1, size.hosts() / 2, 0, List.of(), List.of()),
        new Share("nightly", 1, 1_000_000, 0, List.of(), List.of()));
    this.machines = IntStream.range(0, size.hosts()).mapToObj(SchedulingTrial::machine).toList();
    this.shared = resources(size);
    this.policy = size.policy();
    this.ledger = new Ledger(machines, shared, teams, policy);
    this.checker = new Checker(teams);
  }

  /** Run a trial; the same seed and size always give the same result. */
  public static TrialResult run(long seed, TrialSize size) {
    return new SchedulingTrial(seed, size).run();
  }

  private static Machine machine(int index) {
    return machine(index, "");
  }

  private static Machine machine(int index, String outOfService) {
    var facts = new Facts().with(Attribute.HOST, "h" + index).with(Attribute.CLASS, index % 3 == 0 ? "b" : "a").with(Attribute.SITE, index % 8 < 6 ? "ams" : "cam")
        .with(Attribute.RACK, "r" + index / 4).with(Attribute.MEMORY, (index % 2 == 0 ? 256L : 64L) << 30)
        .with(Attribute.STORAGE, List.of("nfs", "nfs1", "iscsi", "lun" + index % 2, "lun" + (2 + index % 2)));
    return new Machine(HostId.of("h" + index), facts, outOfService, Instant.EPOCH, Instant.EPOCH);
  }

  private static List<Shared> resources(TrialSize size) {
    int much = Math.max(1, size.hosts() / 16);
    return List.of(new Shared("nfs1", "nfs", 4 * much, false, true, List.of()), new Shared("lun0", "iscsi", much, false, true, List.of()),
        new Shared("lun1", "iscsi", much, false, true, List.of()), new Shared("lun2", "iscsi", much, false, true, List.of()),
        new Shared("lun3", "iscsi", much, false, true, List.of()), new Shared("addresses", "ipv4", 10 * much, true, false, List.of()),
        new Shared("licences", "licence", 2 * much, false, false, List.of()));
  }

  private TrialResult run() {
    for (int i = 0; i < size.requests(); i++) {
      long number = i + 1;
      at(START.plus(within(size.span())), () -> arrive(number));
    }
    for (int i = 0; i < Math.max(4, size.span().toDays() * 2); i++) {
      at(START.plus(within(size.span())), this::mishap);
    }
    at(START.plus(PLAN_EVERY), this::planRegularly);
    var last = START.plus(size.span()).plus(Duration.ofDays(60));
    while (!events.isEmpty() && served + missed < size.requests()) {
      var event = events.poll();
      now = event.at;
      if (now.isAfter(last)) {
        break;
      }
      event.action.run();
    }
    if (served + missed != size.requests()) {
      checker.violation(now, "of " + size.requests() + " claims " + served + " were served and " + missed + " dropped at their deadlines; "
          + ledger.waiting().size() + " still wait, the others are lost");
    }
    return new TrialResult(seed, checker.violations(), served, grants, expiries, evictions, missed, mishaps, refusedLate, List.copyOf(told), longestWait,
        Duration.between(START, now));
  }

  private Duration within(Duration span) {
    return Duration.ofMillis((long) (chance.nextDouble() * span.toMillis()));
  }

  private void at(Instant when, Runnable action) {
    events.add(new Event(when, sequence++, action));
  }

  private void after(Duration wait, Runnable action) {
    at(now.plus(wait), action);
  }

  /** Wait for the database where it stalls: whoever needs it goes on when it answers again. */
  private void onDatabase(Runnable action) {
    if (now.isBefore(stalledUntil)) {
      at(stalledUntil, action);
    } else {
      action.run();
    }
  }

  private void arrive(long number) {
    var request = Request.parse(chance.pick(SHAPES));
    var team = chance.pick(List.of("perf", "dev", "nightly", ""));
    var kind = "suite" + chance.below(4);
    int draw = chance.below(20);
    var later = Optional.of(now.plus(Duration.ofHours(1 + chance.below(12))));
    var terms = new Claim.Terms(draw == 0 || draw == 1 ? later : Optional.empty(), draw == 2 ? Optional.of(now.plus(Duration.ofHours(2))) : Optional.empty(), Optional.empty(),
        Optional.empty(), draw == 1, draw >= 15);
    var claim = new Claim(number, request, "run " + number, team, kind, chance.below(4) > 0 ? 5 : 1 + chance.below(9), now, terms);
    var lab = new Snapshot(now, machines, shared, List.of(), List.of(), List.of(), teams, dev.assay.inventory.planning.Durations.NONE, policy);
    if (!Planner.isPossible(lab, claim)) {
      missed++;
      return;
    }
    var job = new Job(claim, work(kind), chance.below(CONTROLLERS), now);
    jobs.put(number, job);
    onDatabase(() -> ask(job, chance.below(FORECAST_ONE_OF) == 0));
  }

  /** Work is log-normal, around what fills the lab, by kind. */
  private Duration work(String kind) {
    double normal = IntStream.range(0, 12).mapToDouble(_ -> chance.nextDouble()).sum() - 6;
    double median = size.usualWork().toSeconds() * (0.4 + 0.3 * (kind.charAt(5) - '0'));
    return Duration.ofSeconds((long) (60 + median * Math.exp(0.5 * normal)));
  }

  private void ask(Job job, boolean forecast) {
    job.asked = now;
    ledger.request(job.claim);
    plan();
    if (forecast && job.claim.terms().startAfter().isEmpty() && ledger.waiting().contains(job.claim)) {
      ledger.forecast(job.claim, now)
          .ifPresent(found -> job.forecast = Optional.of(new Forecasted(now, Duration.between(now, found.soonest().orElseThrow()),
              Duration.between(now, found.expected().orElseThrow()), Duration.between(now, found.latest().orElseThrow()))));
    }
  }

  private void planRegularly() {
    onDatabase(this::plan);
    after(PLAN_EVERY, this::planRegularly);
  }

  private void plan() {
    dropLate();
    var pass = ledger.plan(now, LEASE);
    checker.ordered(pass.order(), policy.patience(), now);
    pass.first().ifPresent(first -> checker.kept(first, now));
    for (var lease : pass.ended()) {
      checker.ended(lease);
      expiries++;
      // Its controller, if it lives, finds out at its next heartbeat; a dead one's run is resumed by another.
    }
    pass.granted().forEach(this::begin);
    for (var lease : pass.evicted()) {
      checker.evicted(lease, now);
      evictions++;
    }
  }

  private void dropLate() {
    ledger.waiting().stream().filter(claim -> claim.terms().deadline().filter(now::isAfter).isPresent()).forEach(claim -> {
      ledger.withdraw(claim.id());
      missed++;
    });
  }

  private void begin(Ledger.Lease lease) {
    grants++;
    checker.granted(lease, now);
    var job = jobs.get(lease.claim.id());
    byLease.put(lease.id, job);
    var since = lease.claim.terms().startAfter().filter(start -> start.isAfter(job.asked)).orElse(job.asked);
    var wait = Duration.between(since, now);
    longestWait = wait.compareTo(longestWait) > 0 ? wait : longestWait;
    if (!lease.claim.terms().preemptable()) {
      checker.waited(lease.claim.id(), wait, policy.patience().plus(MOST_OUT).plus(size.usualWork().multipliedBy(WORKS_IN_THE_WAY)), now);
    }
    job.forecast.ifPresent(made -> told.add(new TrialResult.Told(made.soonest, made.expected, made.latest, Duration.between(made.at, now))));
    job.forecast = Optional.empty();
    after(BEAT, () -> beat(job, lease));
    after(job.work, () -> finish(job, lease));
  }

  /** A heartbeat, and an action on each host. A crash of the controller in between is a lease that nobody keeps alive. */
  private void beat(Job job, Ledger.Lease lease) {
    if (job.done || byLease.get(lease.id) != job) {
      return;
    }
    onDatabase(() -> {
      if (job.done || byLease.get(lease.id) != job) {
        return;
      }
      act(lease);
      if (!ledger.heartbeat(lease.id, now)) {
        lost(job, lease);
      } else if (ledger.notice(lease.id).isPresent()) {
        giveBack(lease);
        again(job, lease);
      } else {
        after(BEAT, () -> beat(job, lease));
      }
    });
  }

  private void act(Ledger.Lease lease) {
    lease.tokens.forEach((host, token) -> {
      if (ledger.accepts(host, token, now)) {
        checker.acted(lease, host, now);
      } else {
        refusedLate++;
      }
    });
  }

  private void finish(Job job, Ledger.Lease lease) {
    if (job.done || byLease.get(lease.id) != job) {
      return;
    }
    onDatabase(() -> {
      if (job.done || byLease.get(lease.id) != job) {
        return;
      }
      act(lease);
      if (giveBack(lease)) {
        job.done = true;
        byLease.remove(lease.id);
        served++;
        plan();
      } else {
        lost(job, lease);
      }
    });
  }

  private boolean giveBack(Ledger.Lease lease) {
    boolean open = ledger.isOpen(lease);
    boolean live = ledger.release(lease.id, now);
    if (open) {
      checker.ended(lease);
    }
    return live;
  }

  private void lost(Job job, Ledger.Lease lease) {
    giveBack(lease);
    again(job, lease);
  }

  private void again(Job job, Ledger.Lease lease) {
    byLease.remove(lease.id);
    onDatabase(() -> ask(job, false));
  }

  private void mishap() {
    mishaps++;
    switch (chance.below(4)) {
      case 0 -> crash(chance.below(CONTROLLERS));
      case 1 -> stalledUntil = now.plus(Duration.ofSeconds(30 + chance.below(900)));
      case 2 -> pause(chance.below(CONTROLLERS));
      default -> failHost(chance.below(size.hosts()));
    }
  }

  /** All runs of a controller stop; each is resumed by another controller some minutes later, as after 'assay resume'. */
  private void crash(int controller) {
    runsOf(controller).forEach(entry -> {
      var job = entry.getValue();
      byLease.remove(entry.getKey());
      after(Duration.ofMinutes(1 + chance.below(30)), () -> onDatabase(() -> ask(job, false)));
    });
  }

  /** A controller sleeps, or its clock jumps: its heartbeats come late, and it acts with the tokens it had. */
  private void pause(int controller) {
    var late = Duration.ofMinutes(1 + chance.below(20));
    runsOf(controller).forEach(entry -> {
      var job = entry.getValue();
      var lease = ledger.open().stream().filter(candidate -> candidate.id == entry.getKey()).findFirst();
      byLease.put(entry.getKey(), new Job(job.claim, job.work, job.controller, job.asked));
      lease.ifPresent(held -> after(late, () -> {
        byLease.put(held.id, job);
        beat(job, held);
        finishLater(job, held);
      }));
    });
  }

  private void finishLater(Job job, Ledger.Lease lease) {
    var left = job.work.minus(Duration.between(lease.granted, now));
    after(left.isNegative() ? Duration.ofSeconds(1) : left.plusSeconds(1), () -> finish(job, lease));
  }

  private List<Map.Entry<Long, Job>> runsOf(int controller) {
    return byLease.entrySet().stream().filter(entry -> entry.getValue().controller == controller && !entry.getValue().done && jobs.get(entry.getValue().claim.id()) == entry.getValue())
        .sorted(Map.Entry.comparingByKey()).map(entry -> Map.entry(entry.getKey(), entry.getValue())).toList();
  }

  /** A host goes out of service while its lease, if it has one, goes on; it is mended some hours later. */
  private void failHost(int index) {
    ledger.replace(machine(index, "quarantined (simulated)"));
    after(Duration.ofHours(1 + chance.below((int) MOST_OUT.toHours())), () -> ledger.replace(machine(index)));
  }
}
