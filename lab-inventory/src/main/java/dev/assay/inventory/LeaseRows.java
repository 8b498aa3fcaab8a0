package dev.assay.inventory;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.LeaseId;
import dev.assay.database.Query;
import dev.assay.database.Sql;
import dev.assay.inventory.planning.Unit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Leases in the database. All times are the database's.
 *
 * <p>A lease is open until it is ended; it is live while it is open and not expired. Ending is an update of the lease's own
 * row, so a heartbeat and an ending exclude each other: whichever comes second sees what the first did.
 */
final class LeaseRows {

  private static final String LIVE = "l.ended_at is null and l.expires_at > clock_timestamp() and (l.evict_at is null or l.evict_at > clock_timestamp())";

  /** The units of a lease come as {@code resource TAB index} lines of one column. */
  private static final String SELECT = """
      select l.*, h.host, h.token, coalesce((select string_agg(u.resource || E'\\t' || u.unit, E'\\n' order by u.resource, u.unit)
        from inventory.lease_unit u where u.lease = l.id), '') as units
      from inventory.lease l join inventory.lease_host h on h.lease = l.id
      where\s""";

  static final String OPEN_OF_LAB = SELECT + "l.lab = ? and l.ended_at is null order by l.id, h.position";

  private LeaseRows() {}

  /** Grant a claim these hosts and units, all in one statement; return the lease. */
  static Lease give(Connection connection, String lab, long reservation, List<HostId> hosts, List<Unit> units) throws SQLException {
    var given = Query.of(row -> row.getLong(1), """
        with claim as (
          update inventory.reservation set state = 'GRANTED' where id = ? and state = 'WAITING' returning *
        ), given as (
          insert into inventory.lease (reservation, lab, owner, purpose, controller, length_millis, expires_at, team, kind, preemptable, standing, why, ticket)
          select id, lab, owner, purpose, controller, length_millis, clock_timestamp() + length_millis * interval '1 millisecond',
            team, kind, preemptable, standing, why, ticket from claim returning id, lab, owner, purpose
        ), asked as (
          select name, place from unnest(?) with ordinality as a(name, place)
        ), taken as (
          update inventory.host h set token = token + 1, last_leased = clock_timestamp() from asked a, given
          where h.lab = given.lab and h.name = a.name and h.state in ('READY', 'CLEANING') returning h.name, h.token, a.place
        ), held as (
          insert into inventory.lease_host (lease, lab, host, position, token)
          select given.id, given.lab, taken.name, taken.place - 1, taken.token from taken, given returning host
        ), shared as (
          insert into inventory.lease_unit (lease, lab, resource, unit)
          select given.id, given.lab, u.resource, u.unit from given, unnest(?, ?::int[]) as u(resource, unit) returning unit
        ), noted as (
          insert into inventory.audit (who, what, lab, subject, why)
          select owner, 'grant', lab, 'L-' || id, ? || ' for ' || purpose from given returning id
        )
        select id from given where (select count(*) from held) = ? and (select count(*) from shared) >= 0 and (select count(*) from noted) >= 0""",
        reservation, hosts.stream().map(HostId::value).toArray(String[]::new), units.stream().map(Unit::resource).toArray(String[]::new),
        units.stream().map(unit -> (long) unit.index()).toArray(Long[]::new), String.join(" ", hosts.stream().map(HostId::value).toList()), hosts.size());
    var lease = ofReservation(reservation);
    Query.run(connection, List.of(given, lease));
    return given.first().flatMap(_ -> collect(lease.rows()).stream().findFirst()).orElseThrow(() -> new SQLException("claim " + Reservation.name(reservation) + " of lab " + lab + " or one of its hosts changed while it was granted", "40001"));
  }

  /** Move the expiry of a live lease; return the new one, or empty when the lease is not live. A standing one keeps its hour. */
  static Optional<Lease> extend(Connection connection, LeaseId lease) throws SQLException {
    int moved = Sql.update(connection, "update inventory.lease l set expires_at = case when standing then expires_at else clock_timestamp() "
        + "+ length_millis * interval '1 millisecond' end where id = ? and " + LIVE, number(lease));
    return moved == 0 ? Optional.empty() : find(connection, lease);
  }

  /** Move the hour at which a standing lease ends. */
  static Optional<Lease> extendUntil(Connection connection, LeaseId lease, Instant until) throws SQLException {
    int moved = Sql.update(connection, "update inventory.lease l set expires_at = ? where id = ? and standing and " + LIVE, until, number(lease));
    return moved == 0 ? Optional.empty() : find(connection, lease);
  }

  /** Tell a lease to go; one that was told already keeps its hour. */
  static boolean evict(Connection connection, LeaseId lease, Duration notice, String why) throws SQLException {
    return Sql.update(connection, """
        update inventory.lease set evict_at = clock_timestamp() + ? * interval '1 millisecond', evict_why = ?
        where id = ? and ended_at is null and evict_at is null""", notice.toMillis(), why, number(lease)) > 0;
  }

  /** How a lease ended: whether it was live till then, and whether people wait for hosts of its lab. */
  record Released(boolean wasLive, boolean peopleWait) {}

  /** End a lease if it is open. */
  static Released release(Connection connection, LeaseId lease, String lab) throws SQLException {
    int answer = Sql.one(connection, row -> row.getInt(1), "select inventory.give_back(?, ?)", number(lease), lab).orElseThrow();
    return new Released((answer & 1) != 0, (answer & 2) != 0);
  }

  static boolean wasReleased(Connection connection, LeaseId lease) throws SQLException {
    return Sql.one(connection, row -> row.getString(1), "select ending from inventory.lease where id = ? and ending is not null", number(lease)).filter("RELEASED"::equals).isPresent();
  }

  /** A lease that was ended since its time had come, with how. */
  record Ended(LeaseId lease, String ending, List<HostId> hosts) {}

  /** End the leases of a lab whose time has come, so that their hosts can be granted; return which. */
  static Query<Ended> endDue(String lab) {
    return Query.of(row -> new Ended(id(row.getLong(1)), row.getString(2),
        List.of((String[]) row.getArray(3).getArray()).stream().map(HostId::of).toList()), """
        with due as (
          update inventory.lease set ended_at = clock_timestamp(),
            ending = case when expires_at <= clock_timestamp() then 'EXPIRED' else 'EVICTED' end
          where lab = ? and ended_at is null and (expires_at <= clock_timestamp() or evict_at <= clock_timestamp()) returning id, ending
        ), hosts as (
          update inventory.lease_host h set ended = true from due where h.lease = due.id returning h.lease, h.host
        ), units as (
          update inventory.lease_unit u set ended = true from due where u.lease = due.id returning u.unit
        )
        select due.id, due.ending, array_agg(hosts.host) from due join hosts on hosts.lease = due.id group by due.id, due.ending""", lab);
  }

  /** Return the lengths of ended leases, in milliseconds by kind, newest first. */
  static Map<String, long[]> lengths(Connection connection, String lab, int most) throws SQLException {
    var byKind = new TreeMap<String, List<Long>>();
    Sql.list(connection, row -> Map.entry(row.getString(1), row.getLong(2)), """
        select kind, (extract(epoch from ended_at - granted_at) * 1000)::bigint from inventory.lease
        where lab = ? and ended_at is not null and ending = 'RELEASED' and not standing order by id desc limit ?""", lab, most)
        .forEach(entry -> byKind.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(entry.getValue()));
    var lengths = new TreeMap<String, long[]>();
    byKind.forEach((kind, all) -> lengths.put(kind, all.stream().mapToLong(Long::longValue).toArray()));
    return lengths;
  }

  /** Return how many host-seconds each team had lately; use of a week ago counts half. */
  static Map<String, Double> use(Connection connection, String lab) throws SQLException {
    var use = new TreeMap<String, Double>();
    Sql.list(connection, row -> Map.entry(row.getString(1), row.getDouble(2)), """
        select l.team, sum(extract(epoch from coalesce(l.ended_at, clock_timestamp()) - l.granted_at)
          * power(0.5, extract(epoch from clock_timestamp() - l.granted_at) / 604800))
        from inventory.lease l join inventory.lease_host h on h.lease = l.id
        where l.lab = ? and l.granted_at > clock_timestamp() - interval '30 days' group by l.team""", lab)
        .forEach(entry -> use.put(entry.getKey(), entry.getValue()));
    return use;
  }

  static List<Lease> live(Connection connection) throws SQLException {
    var rows = live();
    Query.run(connection, List.of(rows));
    return collect(rows.rows());
  }

  static Query<HostRow> live() {
    return Query.of(HostRow::read, SELECT + LIVE + " order by l.id, h.position");
  }

  static Optional<Lease> find(Connection connection, LeaseId lease) throws SQLException {
    return collect(Sql.list(connection, HostRow::read, SELECT + "l.id = ? order by h.position", number(lease))).stream().findFirst();
  }

  /** Return the open lease that a claim got. */
  static Optional<Lease> ofReservation(Connection connection, long reservation) throws SQLException {
    var rows = ofReservation(reservation);
    Query.run(connection, List.of(rows));
    return collect(rows.rows()).stream().findFirst();
  }

  private static Query<HostRow> ofReservation(long reservation) {
    return Query.of(HostRow::read, SELECT + "l.reservation = ? and l.ended_at is null order by h.position", reservation);
  }

  /** Return the live lease that a claim got. */
  static Optional<Lease> liveOfReservation(Connection connection, long reservation) throws SQLException {
    return collect(Sql.list(connection, HostRow::read, SELECT + "l.reservation = ? and " + LIVE + " order by h.position", reservation)).stream().findFirst();
  }

  static LeaseId id(long number) {
    return LeaseId.of("L-" + number);
  }

  static long number(LeaseId lease) {
    return Long.parseLong(lease.value().substring("L-".length()));
  }

  static List<Lease> collect(List<HostRow> rows) {
    SequencedMap<LeaseId, List<HostRow>> byLease = new LinkedHashMap<>();
    rows.forEach(row -> byLease.computeIfAbsent(row.lease.id(), _ -> new ArrayList<>()).add(row));
    return byLease.values().stream().map(LeaseRows::lease).toList();
  }

  private static Lease lease(List<HostRow> rows) {
    var first = rows.getFirst().lease;
    SequencedMap<HostId, FencingToken> tokens = new LinkedHashMap<>();
    rows.forEach(row -> tokens.put(row.host, row.token));
    return new Lease(first.id(), first.claimant(), tokens, first.granted(), first.expires(), first.units(), first.notice(), first.terms());
  }

  /** One host of one lease, as the join gives it. */
  record HostRow(Lease lease, HostId host, FencingToken token) {

    static HostRow read(ResultSet row) throws SQLException {
      var notice = HostRows.optional(row, "evict_at");
      var why = row.getString("evict_why");
      var terms = new Lease.Terms(row.getString("team"), row.getString("kind"), row.getBoolean("preemptable"), row.getBoolean("standing"),
          row.getString("why"), row.getString("ticket"));
      var lease = new Lease(
          id(row.getLong("id")),
          new Claimant(row.getString("lab"), row.getString("owner"), row.getString("purpose"), row.getString("controller")),
          new LinkedHashMap<>(),
          Sql.instant(row, "granted_at"),
          Sql.instant(row, "expires_at"),
          units(row.getString("units")),
          notice.map(at -> new Lease.Notice(at, why)),
          terms);
      return new HostRow(lease, HostId.of(row.getString("host")), new FencingToken(row.getLong("token")));
    }

    private static List<Unit> units(String lines) {
      return lines.isEmpty() ? List.of() : lines.lines().map(line -> line.split("\t")).map(parts -> new Unit(parts[0], Integer.parseInt(parts[1]))).toList();
    }
  }
}
