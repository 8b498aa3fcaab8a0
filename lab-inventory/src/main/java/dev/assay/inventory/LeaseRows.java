package dev.assay.inventory;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.LeaseId;
import dev.assay.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Leases in the database. All times are the database's.
 *
 * <p>A lease is open until it is ended; it is live while it is open and not expired. Ending is an update of the lease's own
 * row, so a heartbeat and an ending exclude each other: whichever comes second sees what the first did.
 */
final class LeaseRows {

  private static final String LIVE = "l.ended_at is null and l.expires_at > clock_timestamp()";

  private static final String SELECT = """
      select l.id, l.lab, l.owner, l.purpose, l.controller, l.granted_at, l.expires_at, h.host, h.token
      from inventory.lease l join inventory.lease_host h on h.lease = l.id
      where\s""";

  private LeaseRows() {}

  static long insert(Connection connection, Reservation reservation) throws SQLException {
    var claimant = reservation.claimant();
    return Sql.one(connection, row -> row.getLong(1), """
        insert into inventory.lease (reservation, lab, owner, purpose, controller, length_millis, expires_at)
        values (?, ?, ?, ?, ?, ?, clock_timestamp() + ? * interval '1 millisecond') returning id""",
        reservation.id(), claimant.lab(), claimant.owner(), claimant.purpose(), claimant.controller(),
        reservation.length().toMillis(), reservation.length().toMillis()).orElseThrow();
  }

  static void addHost(Connection connection, long lease, String lab, HostId host, int position, long token) throws SQLException {
    Sql.update(connection, "insert into inventory.lease_host (lease, lab, host, position, token) values (?, ?, ?, ?, ?)",
        lease, lab, host.value(), position, token);
  }

  /** Move the expiry of a live lease; return the new one, or empty when the lease is not live. */
  static Optional<Instant> extend(Connection connection, LeaseId lease) throws SQLException {
    return Sql.one(connection, row -> Sql.instant(row, "expires_at"),
        "update inventory.lease l set expires_at = clock_timestamp() + length_millis * interval '1 millisecond' where id = ? and "
            + LIVE + " returning expires_at", number(lease));
  }

  /** End a lease that is open; return whether it was still live. */
  static boolean release(Connection connection, LeaseId lease) throws SQLException {
    var wasLive = Sql.one(connection, row -> row.getBoolean(1), """
        update inventory.lease set ended_at = clock_timestamp(),
          ending = case when expires_at > clock_timestamp() then 'RELEASED' else 'EXPIRED' end
        where id = ? and ended_at is null returning ending = 'RELEASED'""", number(lease));
    if (wasLive.isPresent()) {
      endHosts(connection, List.of(number(lease)));
    }
    return wasLive.orElse(false);
  }

  /** End the leases of a lab that have expired, so that their hosts can be granted; return which. */
  static List<LeaseId> endExpired(Connection connection, String lab) throws SQLException {
    var expired = Sql.list(connection, row -> row.getLong(1), """
        update inventory.lease set ended_at = clock_timestamp(), ending = 'EXPIRED'
        where lab = ? and ended_at is null and expires_at <= clock_timestamp() returning id""", lab);
    endHosts(connection, expired);
    return expired.stream().map(LeaseRows::id).toList();
  }

  private static void endHosts(Connection connection, List<Long> leases) throws SQLException {
    Sql.update(connection, "update inventory.lease_host set ended = true where lease = any (?)", (Object) leases.toArray(Long[]::new));
  }

  static List<Lease> live(Connection connection) throws SQLException {
    return collect(Sql.list(connection, HostRow::read, SELECT + LIVE + " order by l.id, h.position"));
  }

  static List<Lease> open(Connection connection) throws SQLException {
    return collect(Sql.list(connection, HostRow::read, SELECT + "l.ended_at is null order by l.id, h.position"));
  }

  /** Return the open lease that a claim got. */
  static Optional<Lease> ofReservation(Connection connection, long reservation) throws SQLException {
    return collect(Sql.list(connection, HostRow::read, SELECT + "l.reservation = ? and l.ended_at is null order by h.position", reservation))
        .stream().findFirst();
  }

  static LeaseId id(long number) {
    return LeaseId.of("L-" + number);
  }

  static long number(LeaseId lease) {
    return Long.parseLong(lease.value().substring("L-".length()));
  }

  private static List<Lease> collect(List<HostRow> rows) {
    SequencedMap<LeaseId, List<HostRow>> byLease = new LinkedHashMap<>();
    rows.forEach(row -> byLease.computeIfAbsent(row.lease, _ -> new ArrayList<>()).add(row));
    return byLease.values().stream().map(LeaseRows::lease).toList();
  }

  private static Lease lease(List<HostRow> rows) {
    var first = rows.getFirst();
    SequencedMap<HostId, FencingToken> tokens = new LinkedHashMap<>();
    rows.forEach(row -> tokens.put(row.host, row.token));
    return new Lease(first.lease, first.claimant, tokens, first.granted, first.expires);
  }

  /** One host of one lease, as the join gives it. */
  private record HostRow(LeaseId lease, Claimant claimant, Instant granted, Instant expires, HostId host, FencingToken token) {

    static HostRow read(ResultSet row) throws SQLException {
      return new HostRow(
          id(row.getLong("id")),
          new Claimant(row.getString("lab"), row.getString("owner"), row.getString("purpose"), row.getString("controller")),
          Sql.instant(row, "granted_at"),
          Sql.instant(row, "expires_at"),
          HostId.of(row.getString("host")),
          new FencingToken(row.getLong("token")));
    }
  }
}
