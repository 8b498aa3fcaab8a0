package dev.assay.inventory;

import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.inventory.HostRows.HostRow;
import dev.assay.inventory.matching.Candidate;
import dev.assay.inventory.matching.Candidate.Availability;
import dev.assay.inventory.matching.Claim;
import dev.assay.inventory.matching.Export;
import dev.assay.inventory.matching.Match;
import dev.assay.inventory.matching.Matcher;
import dev.assay.inventory.matching.Queue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** How a lab stands at one instant: each declared host with its state and lease. Read once per transaction. */
final class Standing {

  private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private final Connection connection;
  private final Lab lab;
  private final SequencedMap<HostId, HostRow> rows;
  private final Map<HostId, Lease> leases = new HashMap<>();

  private Standing(Connection connection, Lab lab, List<Lease> leases) throws SQLException {
    this.connection = connection;
    this.lab = lab;
    this.rows = HostRows.all(connection, lab.name());
    leases.stream()
        .filter(lease -> lease.claimant().lab().equals(lab.name()))
        .forEach(lease -> lease.tokens().keySet().forEach(host -> this.leases.put(host, lease)));
  }

  /** Look as people do: a lease that has expired does not count. */
  static Standing seen(Connection connection, Lab lab) throws SQLException {
    return new Standing(connection, lab, LeaseRows.live(connection));
  }

  /**
   * Look as a grant must: a lease counts until it was ended. One that expired since expired ones were ended, a moment ago,
   * still bars its hosts; the next try ends it.
   */
  static Standing forGrant(Connection connection, Lab lab) throws SQLException {
    return new Standing(connection, lab, LeaseRows.open(connection));
  }

  /** Decide for a claim, in its turn. */
  Match decide(Reservation reservation) throws SQLException {
    var before = ReservationRows.before(connection, reservation).stream().map(Standing::claim).toList();
    return new Queue(matcher()).decide(claim(reservation), before, candidates());
  }

  Match ifAllWereFree(Need need) {
    return matcher().match(need, candidates());
  }

  List<HostStatus> statuses() {
    return lab.sites().stream().flatMap(site -> site.hosts().stream().map(host -> status(site, host))).toList();
  }

  private HostStatus status(Lab.Site site, Lab.Host host) {
    var row = row(host);
    return new HostStatus(host, site.name(), row.state(), row.reason(), Optional.ofNullable(leases.get(host.id())), row.lastGoodInstall());
  }

  private Matcher matcher() {
    return new Matcher(lab.exports().stream().map(export -> new Export(export.name(), export.kind())).toList());
  }

  private static Claim claim(Reservation reservation) {
    return new Claim(reservation.need(), reservation.claimant().purpose() + " of " + reservation.claimant().owner());
  }

  private List<Candidate> candidates() {
    return lab.sites().stream()
        .flatMap(site -> site.hosts().stream().map(host -> candidate(site.name(), host)))
        .toList();
  }

  private Candidate candidate(String site, Lab.Host host) {
    return new Candidate(host.id(), host.hostClass(), site, host.memory(), host.cpus(), host.reaches(), host.generations(),
        availability(host), preference(host));
  }

  private Availability availability(Lab.Host host) {
    var row = row(host);
    if (row.state() != HostState.READY) {
      return new Candidate.OutOfService(row.state() + (row.reason().isEmpty() ? "" : " (" + row.reason() + ")"));
    }
    var lease = leases.get(host.id());
    return lease == null ? new Candidate.Free() : new Candidate.Held(lease.claimant().purpose() + " of " + lease.claimant().owner()
        + " since " + SINCE.format(lease.granted()) + " UTC");
  }

  /**
   * Spread the wear over real machines. Simulated ones have none, and there the same question must give the same hosts: a
   * run's history depends on which hosts it got.
   */
  private Instant preference(Lab.Host host) {
    return switch (lab.kind()) {
      case SIMULATED -> Instant.EPOCH;
      case REMOTE -> row(host).lastLeased().orElse(Instant.EPOCH);
    };
  }

  /** A host that another version of the lab file has dropped meanwhile counts as retired. */
  private HostRow row(Lab.Host host) {
    return rows.getOrDefault(host.id(), new HostRow(host.id(), HostState.RETIRED, "another lab file dropped it", Optional.empty(), ""));
  }
}
