package dev.assay.inventory;

import dev.assay.core.HostId;
import dev.assay.core.LeaseId;
import dev.assay.database.Query;
import dev.assay.database.Sql;
import dev.assay.inventory.planning.Plan;
import dev.assay.inventory.planning.Planner;
import dev.assay.inventory.planning.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One planning of a lab, within one transaction: ends what is due, makes the plan, grants what can begin, tells evicted leases.
 *
 * <p>Whoever holds the lab's advisory lock is the leader for this one pass; the lock ends with the transaction, however that
 * ends. Grants therefore come one after the other. Heartbeats and releases do not take the lock: they and the ending of leases
 * meet at the lease's own row. A grant that was committed although its answer got lost is found again by its claim.
 */
final class PlanningPass {

  private final Connection connection;
  private final Lab lab;

  PlanningPass(Connection connection, Lab lab) {
    this.connection = connection;
    this.lab = lab;
  }

  /** Become the leader if nobody else is. */
  boolean tryLead() throws SQLException {
    return Sql.one(connection, row -> row.getBoolean(1), "select pg_try_advisory_xact_lock(hashtextextended('assay inventory ' || ?, 0))", lab.name()).orElse(false);
  }

  /** Become the leader, waiting for the present one. */
  void lead() throws SQLException {
    Query.run(connection, List.of(leading()));
  }

  /** Return what makes this process the leader when it is done before the first look, on the same way to the server. */
  Query<Boolean> leading() {
    return Query.silent("select pg_advisory_xact_lock(hashtextextended('assay inventory ' || ?, 0))", lab.name());
  }

  Map<Long, Lease> run() throws SQLException {
    return run(List.of());
  }

  /**
   * Plan and grant.
   *
   * @param before what is done first
   * @return the leases that were granted, by claim
   */
  Map<Long, Lease> run(List<? extends Query<?>> before) throws SQLException {
    var missed = ReservationRows.missDeadlines(lab.name());
    var ended = LeaseRows.endDue(lab.name());
    var first = new ArrayList<Query<?>>(before);
    first.add(missed);
    first.add(ended);
    var state = LabState.forGrant(connection, lab, first);
    note(missed.rows(), ended.rows());
    if (!ended.rows().isEmpty()) {
      state = LabState.forGrant(connection, lab, List.of());
    }
    return grant(state.snapshot());
  }

  private Map<Long, Lease> grant(Snapshot snapshot) throws SQLException {
    var granted = new LinkedHashMap<Long, Lease>();
    if (snapshot.claims().isEmpty()) {
      return granted;
    }
    var plan = Planner.plan(snapshot);
    for (var slot : plan.grants(snapshot.now())) {
      granted.put(slot.claim().id(), LeaseRows.give(connection, lab.name(), slot.claim().id(), slot.hosts(), slot.units()));
      cleaned(slot, snapshot);
    }
    if (plan.grants(snapshot.now()).size() < plan.slots().size()) {
      ForecastRows.note(connection, lab.name(), snapshot);
    }
    for (var eviction : plan.evictions()) {
      var why = "for " + eviction.claim().by() + ", which may not be kept waiting by what can be evicted";
      if (LeaseRows.evict(connection, LeaseId.of(eviction.holding()), snapshot.policy().notice(), why)) {
        Audit.write(connection, "planner", "evict", lab.name(), eviction.holding(), why);
      }
    }
    return granted;
  }

  private void note(List<String> missed, List<LeaseRows.Ended> endings) throws SQLException {
    for (var claim : missed) {
      Audit.write(connection, "database clock", "miss", lab.name(), claim, "its deadline passed before hosts came free");
    }
    for (var ended : endings) {
      Audit.write(connection, "database clock", ended.ending().equals("EXPIRED") ? "expire" : "evict", lab.name(), ended.lease().value(), "its time had come");
      for (var host : ended.hosts()) {
        leaveUncleaned(host, ended);
      }
    }
  }

  /** Nothing is left in a lab that each process simulates anew; on real hosts nobody knows what the vanished holder left. */
  private void leaveUncleaned(HostId host, LeaseRows.Ended ended) throws SQLException {
    if (lab.kind() == Lab.Kind.REMOTE && HostRows.lockedState(connection, lab.name(), host).filter(state -> state == HostState.READY).isPresent()) {
      var why = "lease " + ended.lease() + " " + ended.ending().toLowerCase(java.util.Locale.ROOT) + " and was not given back";
      HostRows.record(connection, lab.name(), host, HostState.LEASED, HostState.CLEANING, "database clock", why, "");
      Sql.update(connection, "update inventory.host set state = 'CLEANING', reason = ?, who = 'database clock', since = clock_timestamp() where lab = ? and name = ?",
          why, lab.name(), host.value());
    }
  }

  /** Whoever is granted a host that was left uncleaned has to clean it; once given back it is ready. */
  private void cleaned(Plan.Slot slot, Snapshot snapshot) throws SQLException {
    var uncleaned = snapshot.machines().stream().filter(machine -> slot.hosts().contains(machine.id()))
        .filter(machine -> machine.facts().text(dev.assay.inventory.need.Attribute.STATE).equals("cleaning"))
        .map(machine -> machine.id().value()).collect(Collectors.toList());
    for (var host : uncleaned) {
      HostRows.move(connection, lab.name(), HostId.of(host), HostState.READY, slot.claim().by(), "granted; checked and installed before use", "");
    }
  }
}
