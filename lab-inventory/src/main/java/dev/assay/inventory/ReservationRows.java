package dev.assay.inventory;

import dev.assay.database.Query;
import dev.assay.database.Sql;
import dev.assay.inventory.need.Request;
import dev.assay.inventory.planning.Claim;
import dev.assay.inventory.planning.DailyHours;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Queued claims in the database. */
final class ReservationRows {

  /** A claim whose controller has not asked for this long is passed over until it asks again. */
  static final Duration SILENCE = Duration.ofMinutes(1);

  static final String WAITING = """
      select * from inventory.reservation
      where lab = ? and state = 'WAITING' and (standing or asked_at > clock_timestamp() - ? * interval '1 millisecond')
      order by priority, id""";

  private ReservationRows() {}

  /** Return the number of a claim that is yet to be queued. */
  static long nextNumber(Connection connection) throws SQLException {
    return Sql.one(connection, row -> row.getLong(1), "select nextval(pg_get_serial_sequence('inventory.reservation', 'id'))").orElseThrow();
  }

  /** Queue a claim, and note that in the audit; nothing is done when the one of this number is queued already. */
  static Query<Long> insert(Application application, String team, long number) {
    var claimant = application.claimant();
    var terms = application.terms();
    return Query.of(row -> row.getLong(1), """
        with claim as (insert into inventory.reservation (id, lab, owner, purpose, controller, priority, length_millis, request, team, kind,
          start_after, deadline, hours, planned_millis, booked, preemptable, standing, why, ticket)
        overriding system value values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, '')::timestamptz, nullif(?, '')::timestamptz, ?, nullif(?::bigint, 0), ?, ?, ?, ?, ?) on conflict (id) do nothing returning id),
        noted as (insert into inventory.audit (who, what, lab, subject, why) select ?, 'request', ?, 'C-' || id, ? from claim returning id)
        select id from claim where (select count(*) from noted) = 1""",
        number, claimant.lab(), claimant.owner(), claimant.purpose(), claimant.controller(), application.priority(), application.length().toMillis(),
        application.request().toString(), team, application.kind(), text(terms.startAfter()), text(terms.deadline()),
        terms.hours().map(DailyHours::toString).orElse(""), planned(application), terms.booked(), terms.preemptable(), application.standing(),
        application.why(), application.ticket(), claimant.owner(), claimant.lab(), application.request() + " for " + claimant.purpose());
  }

  /** An instant as PostgreSQL reads it, or blank. */
  private static String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("");
  }

  private static long planned(Application application) {
    return application.standing() ? application.length().toMillis() : application.terms().length().map(Duration::toMillis).orElse(0L);
  }

  /** Note that the claim is still wanted; return its state, or empty when there is no such claim. */
  static Optional<String> touch(Connection connection, Reservation reservation) throws SQLException {
    return Sql.one(connection, row -> row.getString(1),
        "update inventory.reservation set asked_at = clock_timestamp() where id = ? returning state", reservation.id());
  }

  /** Let a granted claim wait again, unless its lease was given back. */
  static boolean waitAgain(Connection connection, Reservation reservation) throws SQLException {
    return Sql.update(connection, """
        update inventory.reservation r set state = 'WAITING' where id = ? and state = 'GRANTED'
          and not exists (select 1 from inventory.lease l where l.reservation = r.id and l.ending = 'RELEASED')""", reservation.id()) > 0;
  }

  static Query<String> missDeadlines(String lab) {
    return Query.of(row -> Reservation.name(row.getLong(1)),
        "update inventory.reservation set state = 'MISSED' where lab = ? and state = 'WAITING' and deadline < clock_timestamp() returning id", lab);
  }

  static Optional<Reservation> find(Connection connection, long id) throws SQLException {
    return Sql.one(connection, ReservationRows::read, "select * from inventory.reservation where id = ?", id);
  }

  static Reservation read(ResultSet row) throws SQLException {
    var claimant = new Claimant(row.getString("lab"), row.getString("owner"), row.getString("purpose"), row.getString("controller"));
    return new Reservation(row.getLong("id"), new Application(Request.parse(row.getString("request")), claimant, row.getInt("priority"),
        Duration.ofMillis(row.getLong("length_millis")), row.getString("kind"), terms(row), row.getBoolean("standing"), row.getString("why"), row.getString("ticket")));
  }

  /** Read a claim as planning sees it. */
  static Claim claim(ResultSet row) throws SQLException {
    return new Claim(row.getLong("id"), Request.parse(row.getString("request")), row.getString("purpose") + " of " + row.getString("owner"),
        row.getString("team"), row.getString("kind"), row.getInt("priority"), Sql.instant(row, "requested_at"), terms(row));
  }

  private static Claim.Terms terms(ResultSet row) throws SQLException {
    var hours = row.getString("hours");
    long planned = row.getLong("planned_millis");
    return new Claim.Terms(instant(row.getTimestamp("start_after")), instant(row.getTimestamp("deadline")),
        hours.isEmpty() ? Optional.empty() : Optional.of(DailyHours.parse(hours)), planned == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(planned)),
        row.getBoolean("booked"), row.getBoolean("preemptable"));
  }

  private static Optional<Instant> instant(@Nullable Timestamp timestamp) {
    return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
  }
}
