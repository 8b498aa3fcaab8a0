package dev.assay.inventory.simulation;

import dev.assay.core.HostId;
import dev.assay.inventory.planning.Calibration;
import dev.assay.inventory.planning.Claim;
import dev.assay.inventory.planning.Durations;
import dev.assay.inventory.planning.Forecast;
import dev.assay.inventory.planning.Holding;
import dev.assay.inventory.planning.Machine;
import dev.assay.inventory.planning.Plan;
import dev.assay.inventory.planning.Planner;
import dev.assay.inventory.planning.Policy;
import dev.assay.inventory.planning.Share;
import dev.assay.inventory.planning.Shapes;
import dev.assay.inventory.planning.Shared;
import dev.assay.inventory.planning.Snapshot;
import dev.assay.inventory.planning.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules that PostgreSQL keeps for leases, on values: one step at a time, by the clock that is handed in. Nothing but care
 * holds it and the database to the same answers.
 */
public final class Ledger {

  private static final int RECORDS = 60;
  private static final int FORECASTS = 400;

  private final List<Shared> resources;
  private final List<Share> teams;
  private final Policy policy;
  private final SequencedMap<HostId, Machine> machines = new LinkedHashMap<>();
  private final SequencedMap<Long, Claim> waiting = new LinkedHashMap<>();
  private final SequencedMap<Long, Lease> open = new LinkedHashMap<>();
  private final Map<HostId, Long> tokens = new HashMap<>();
  private final Map<HostId, Lease> newest = new HashMap<>();
  private final TreeMap<String, List<Long>> lengths = new TreeMap<>();
  private final Map<Long, Made> forecasts = new HashMap<>();
  private final List<Calibration.Past> past = new ArrayList<>();
  private final Shapes shapes = new Shapes();
  private List<Machine> listed;
  private long leases;
  private @Nullable Durations durations;

  public Ledger(List<Machine> machines, List<Shared> resources, List<Share> teams, Policy policy) {
    machines.forEach(machine -> this.machines.put(machine.id(), machine));
    this.listed = List.copyOf(machines);
    this.resources = resources;
    this.teams = teams;
    this.policy = policy;
  }

  /** A lease: who got what when, with a token for each host. */
  public static final class Lease {
    public final long id;
    public final Claim claim;
    public final SequencedMap<HostId, Long> tokens;
    public final List<Unit> units;
    public final Instant granted;
    Instant expires;
    Optional<Instant> evicted = Optional.empty();
    private final Duration length;

    Lease(long id, Claim claim, SequencedMap<HostId, Long> tokens, List<Unit> units, Instant granted, Duration length) {
      this.id = id;
      this.claim = claim;
      this.tokens = tokens;
      this.units = units;
      this.granted = granted;
      this.length = length;
      this.expires = granted.plus(length);
    }

    boolean isDue(Instant now) {
      return !now.isBefore(expires) || evicted.filter(at -> !now.isBefore(at)).isPresent();
    }
  }

  /**
   * What one planning did.
   *
   * @param order the claims in the order in which they were given their places
   */
  public record Pass(List<Lease> ended, List<Lease> granted, List<Lease> evicted, List<Claim> order, Optional<First> first) {}

  /** The first claim that has to wait, with its start as planned, and as it is expected once what the same plan began has its hosts. */
  public record First(Claim claim, Optional<Instant> planned, Optional<Instant> then) {}

  public void request(Claim claim) {
    waiting.put(claim.id(), claim);
  }

  public boolean withdraw(long claim) {
    return waiting.remove(claim) != null;
  }

  public void replace(Machine machine) {
    machines.put(machine.id(), machine);
    listed = List.copyOf(machines.values());
  }

  public List<Claim> waiting() {
    return List.copyOf(waiting.values());
  }

  boolean isOpen(Lease lease) {
    return open.containsKey(lease.id);
  }

  public List<Lease> open() {
    return List.copyOf(open.values());
  }

  /** End what is due, grant what can begin, tell what must go. */
  public Pass plan(Instant now, Duration leaseLength) {
    var ended = open.values().stream().filter(lease -> lease.isDue(now)).toList();
    ended.forEach(lease -> open.remove(lease.id));
    if (waiting.isEmpty()) {
      return new Pass(ended, List.of(), List.of(), List.of(), Optional.empty());
    }
    var plan = Planner.plan(snapshot(now), shapes);
    var granted = plan.grants(now).stream().map(slot -> give(slot, now, leaseLength)).toList();
    var evicted = plan.evictions().stream().map(eviction -> evict(eviction, now)).flatMap(Optional::stream).toList();
    return new Pass(ended, granted, evicted, plan.slots().stream().map(Plan.Slot::claim).toList(), granted.isEmpty() ? Optional.empty() : first(plan, now));
  }

  private Optional<First> first(Plan plan, Instant now) {
    return plan.slots().stream().filter(slot -> waiting.containsKey(slot.claim().id())).findFirst().map(slot ->
        new First(slot.claim(), slot.start(), Planner.plan(snapshot(now).withClaims(List.of(slot.claim())), shapes).of(slot.claim().id()).start()));
  }

  private Lease give(Plan.Slot slot, Instant now, Duration leaseLength) {
    var given = new LinkedHashMap<HostId, Long>();
    slot.hosts().forEach(host -> given.put(host, tokens.merge(host, 1L, Long::sum)));
    var lease = new Lease(++leases, slot.claim(), given, slot.units(), now, leaseLength);
    slot.hosts().forEach(host -> newest.put(host, lease));
    waiting.remove(slot.claim().id());
    var forecast = forecasts.remove(slot.claim().id());
    if (forecast != null) {
      past.add(new Calibration.Past(forecast.expected, forecast.spread, Duration.between(forecast.at, now)));
      if (past.size() > FORECASTS) {
        past.removeFirst();
      }
    }
    open.put(lease.id, lease);
    return lease;
  }

  private Optional<Lease> evict(Plan.Eviction eviction, Instant now) {
    var lease = open.get(Long.parseLong(eviction.holding()));
    if (lease == null || lease.evicted.isPresent()) {
      return Optional.empty();
    }
    lease.evicted = Optional.of(now.plus(policy.notice()));
    return Optional.of(lease);
  }

  /** Keep a lease alive; return whether it was live. */
  public boolean heartbeat(long lease, Instant now) {
    var found = open.get(lease);
    if (found == null || found.isDue(now)) {
      return false;
    }
    found.expires = now.plus(found.length);
    return true;
  }

  /** Return when a lease must be given back, if it was told to go. */
  public Optional<Instant> notice(long lease) {
    return Optional.ofNullable(open.get(lease)).flatMap(found -> found.evicted);
  }

  /** Give a lease back; return whether it was live. */
  public boolean release(long lease, Instant now) {
    var found = open.remove(lease);
    if (found == null) {
      return false;
    }
    if (!found.isDue(now)) {
      var known = lengths.computeIfAbsent(found.claim.kind(), _ -> new ArrayList<>());
      known.add(Duration.between(found.granted, now).toMillis());
      if (known.size() > RECORDS) {
        known.removeFirst();
      }
      durations = null;
      return true;
    }
    return false;
  }

  /** Return whether a token is its host's live one: what every action on a host asks. */
  public boolean accepts(HostId host, long token, Instant now) {
    var lease = newest.get(host);
    return lease != null && lease.tokens.getOrDefault(host, -1L) == token && open.containsKey(lease.id) && !lease.isDue(now);
  }

  /** Forecast a waiting claim, and remember it: what comes of it teaches how wide the next ones must be. */
  public Optional<Forecast> forecast(Claim claim, Instant now) {
    var raw = Forecast.raw(snapshot(now), shapes).stream().filter(candidate -> candidate.claim().equals(claim) && candidate.expected().isPresent()).findFirst();
    raw.ifPresent(found -> forecasts.put(claim.id(), new Made(now, Duration.between(now, found.expected().orElseThrow()), found.spread())));
    return raw.map(found -> new Calibration(past).apply(found, now));
  }

  private record Made(Instant at, Duration expected, Duration spread) {}

  private Snapshot snapshot(Instant now) {
    var known = durations;
    if (known == null) {
      var records = new HashMap<String, long[]>();
      lengths.forEach((kind, all) -> records.put(kind, all.stream().mapToLong(Long::longValue).toArray()));
      known = new Durations(records);
      durations = known;
    }
    return new Snapshot(now, listed, resources, open.values().stream().map(Ledger::holding).toList(), waiting(), List.of(), teams, known, policy);
  }

  private static Holding holding(Lease lease) {
    return new Holding(String.valueOf(lease.id), lease.claim.by(), lease.claim.team(), lease.claim.kind(), List.copyOf(lease.tokens.sequencedKeySet()), lease.units,
        lease.granted, lease.evicted, lease.claim.terms().preemptable(), lease.evicted.isPresent());
  }
}
