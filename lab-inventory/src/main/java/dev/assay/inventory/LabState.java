package dev.assay.inventory;

import dev.assay.core.HostId;
import dev.assay.database.Query;
import dev.assay.database.Sql;
import dev.assay.inventory.HostRows.HostRow;
import dev.assay.inventory.need.Attribute;
import dev.assay.inventory.planning.Claim;
import dev.assay.inventory.planning.Closure;
import dev.assay.inventory.planning.Durations;
import dev.assay.inventory.planning.Holding;
import dev.assay.inventory.planning.Machine;
import dev.assay.inventory.planning.Policy;
import dev.assay.inventory.planning.Share;
import dev.assay.inventory.planning.Shared;
import dev.assay.inventory.planning.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** How a lab stands at one instant: read once per transaction. */
final class LabState {

  private static final int RECORDS = 500;

  private final Connection connection;
  private final Lab lab;
  private final SequencedMap<HostId, HostRow> rows;
  private final List<Lease> leases;
  private final List<Claim> waiting;
  private final List<Closure> closures;
  private final Instant now;

  private LabState(Connection connection, Lab lab, Reading reading, List<Lease> leases) {
    this.connection = connection;
    this.lab = lab;
    this.rows = HostRows.byId(reading.hosts.rows());
    this.leases = leases;
    this.waiting = reading.claims.rows();
    this.closures = reading.closures.rows();
    this.now = reading.now.first().orElseThrow();
  }

  /** What is read of a lab, at once. */
  private record Reading(Query<HostRow> hosts, Query<LeaseRows.HostRow> leases, Query<Claim> claims, Query<Closure> closures, Query<Instant> now) {

    static Reading of(Lab lab, Query<LeaseRows.HostRow> leases) {
      return new Reading(Query.of(HostRow::read, HostRows.ALL, lab.name()), leases,
          Query.of(ReservationRows::claim, ReservationRows.WAITING, lab.name(), ReservationRows.SILENCE.toMillis()), LabState.closures(lab.name()),
          Query.of(row -> Sql.instant(row, "now"), "select clock_timestamp() as now"));
    }

    List<Query<?>> queries() {
      return List.of(hosts, leases, claims, closures, now);
    }
  }

  /** Look as people do: a lease whose time has come does not count. */
  static LabState seen(Connection connection, Lab lab) throws SQLException {
    var reading = Reading.of(lab, LeaseRows.live());
    Query.run(connection, reading.queries());
    return new LabState(connection, lab, reading,
        LeaseRows.collect(reading.leases.rows()).stream().filter(lease -> lease.claimant().lab().equals(lab.name())).toList());
  }

  /**
   * Look as a grant must: a lease counts until it was ended. One whose time came since such ones were ended, a moment ago,
   * still bars its hosts; the next pass ends it.
   *
   * @param before what is done before the look, on the same way to the server
   */
  static LabState forGrant(Connection connection, Lab lab, List<? extends Query<?>> before) throws SQLException {
    var reading = Reading.of(lab, Query.of(LeaseRows.HostRow::read, LeaseRows.OPEN_OF_LAB, lab.name()));
    var all = new ArrayList<Query<?>>(before);
    all.addAll(reading.queries());
    Query.run(connection, all);
    return new LabState(connection, lab, reading, LeaseRows.collect(reading.leases.rows()));
  }

  List<HostStatus> statuses() {
    var byHost = new HashMap<HostId, Lease>();
    leases.forEach(lease -> lease.tokens().keySet().forEach(host -> byHost.put(host, lease)));
    return lab.sites().stream().flatMap(site -> site.hosts().stream().map(host -> status(site, host, Optional.ofNullable(byHost.get(host.id()))))).toList();
  }

  private HostStatus status(Lab.Site site, Lab.Host host, Optional<Lease> lease) {
    var row = row(host);
    return new HostStatus(host, site.name(), row.state(), row.reason(), row.who(), row.ticket(), row.since(), row.checked(), lease, row.lastGoodInstall(),
        HostFacts.of(lab, site, host));
  }

  /** Make the value that plans depend on, with all claims that wait. */
  Snapshot snapshot() throws SQLException {
    return snapshot(waiting);
  }

  /** Make it with these claims. */
  Snapshot snapshot(List<Claim> claims) throws SQLException {
    return new Snapshot(now, machines(lab, rows, HostState.RETIRED), resources(lab), leases.stream().map(LabState::holding).toList(), claims, closures,
        teams(), durations(claims), Policy.USUAL);
  }

  /** A lone claim that finds its hosts free needs no estimates of anything else, and they cost a query. */
  private Durations durations(List<Claim> claims) throws SQLException {
    return claims.size() <= 1 && leases.isEmpty() ? Durations.NONE : new Durations(LeaseRows.lengths(connection, lab.name(), RECORDS));
  }

  private List<Share> teams() throws SQLException {
    if (lab.teams().isEmpty()) {
      return List.of();
    }
    var use = LeaseRows.use(connection, lab.name());
    return lab.teams().stream().map(team -> new Share(
        team.name(), team.share(), team.mostHosts(), use.getOrDefault(team.name(), 0.0), team.classes(), team.sites())).toList();
  }

  /** Make the machines of a lab; one of which the database knows nothing is in the state given. */
  static List<Machine> machines(Lab lab, Map<HostId, HostRow> rows, HostState unknown) {
    var machines = new ArrayList<Machine>();
    for (var site : lab.sites()) {
      for (var host : site.hosts()) {
        var row = rows.getOrDefault(host.id(), unknown(host, unknown));
        var out = row.state().isGrantable() ? "" : row.state() + (row.reason().isEmpty() ? "" : " (" + row.reason() + ")");
        machines.add(new Machine(host.id(), HostFacts.of(lab, site, host).with(Attribute.STATE, row.state().toString()), out, preference(lab, row), row.lastLeased().orElse(Instant.EPOCH)));
      }
    }
    return machines;
  }

  static List<Shared> resources(Lab lab) {
    var resources = new ArrayList<Shared>();
    lab.exports().forEach(export -> resources.add(new Shared(export.name(), export.kind(), export.users(), false, true, List.of())));
    lab.resources().forEach(resource -> resources.add(
        new Shared(resource.name(), resource.kind(), resource.units(), resource.isRange(), false, resource.sites())));
    return resources;
  }

  /**
   * Spread the wear over real machines, and take those last whose state nobody knows. Simulated ones have no wear, and there the
   * same question must give the same hosts: a run's history depends on which hosts it got.
   */
  private static Instant preference(Lab lab, HostRow row) {
    return switch (lab.kind()) {
      case SIMULATED -> Instant.EPOCH;
      case REMOTE -> row.state() == HostState.CLEANING ? Instant.MAX : row.lastLeased().orElse(Instant.EPOCH);
    };
  }

  static Holding holding(Lease lease) {
    var claimant = lease.claimant();
    var ends = lease.notice().map(Lease.Notice::at).or(() -> lease.terms().standing() ? Optional.of(lease.expires()) : Optional.empty());
    return new Holding(lease.id().value(), claimant.purpose() + " of " + claimant.owner(), lease.terms().team(), lease.terms().kind(),
        List.copyOf(lease.tokens().sequencedKeySet()), lease.units(), lease.granted(), ends, lease.terms().preemptable(), lease.notice().isPresent());
  }

  static Query<Closure> closures(String lab) {
    return Query.of(row -> new Closure(HostId.of(row.getString("host")), Sql.instant(row, "starts"), Sql.instant(row, "ends"), row.getString("why")),
        "select host, starts, ends, why from inventory.closure where lab = ? and not withdrawn and ends > clock_timestamp() order by starts, id", lab);
  }

  private HostRow row(Lab.Host host) {
    return rows.getOrDefault(host.id(), unknown(host, HostState.RETIRED));
  }

  /** A host that another version of the lab file has dropped meanwhile counts as retired. */
  private static HostRow unknown(Lab.Host host, HostState state) {
    return new HostRow(host.id(), state, "another lab file dropped it", "lab file", "", Instant.EPOCH, Optional.empty(), Optional.empty(), "");
  }
}
