package dev.assay.inventory;

import dev.assay.core.Bytes;
import dev.assay.core.Need;
import dev.assay.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Queued claims in the database. */
final class ReservationRows {

  /** A claim whose controller has not asked for this long is passed over until it asks again. */
  static final Duration SILENCE = Duration.ofMinutes(1);

  private static final String COLUMNS =
      "id, lab, owner, purpose, controller, priority, length_millis, hosts, memory_bytes, cpus, shared_storage, same_class, host_class, generation";

  private ReservationRows() {}

  static Reservation insert(Connection connection, Need need, Claimant claimant, int priority, Duration length) throws SQLException {
    long id = Sql.one(connection, row -> row.getLong(1), """
        insert into inventory.reservation (lab, owner, purpose, controller, priority, length_millis,
          hosts, memory_bytes, cpus, shared_storage, same_class, host_class, generation)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""",
        claimant.lab(), claimant.owner(), claimant.purpose(), claimant.controller(), priority, length.toMillis(),
        need.hosts(), need.memory().count(), need.cpus(), need.sharedStorage().toArray(String[]::new), need.sameClass(),
        need.hostClass(), need.generation()).orElseThrow();
    return new Reservation(id, need, claimant, priority, length);
  }

  /** Note that the claim is still wanted; return its state, or empty when there is no such claim. */
  static Optional<String> touch(Connection connection, Reservation reservation) throws SQLException {
    return Sql.one(connection, row -> row.getString(1),
        "update inventory.reservation set asked_at = clock_timestamp() where id = ? returning state", reservation.id());
  }

  static void setState(Connection connection, Reservation reservation, String state) throws SQLException {
    Sql.update(connection, "update inventory.reservation set state = ? where id = ?", state, reservation.id());
  }

  /** List the living claims that come before this one, in their order. */
  static List<Reservation> before(Connection connection, Reservation reservation) throws SQLException {
    return Sql.list(connection, ReservationRows::read, "select " + COLUMNS + """
         from inventory.reservation
        where lab = ? and state = 'WAITING' and (priority, id) < (?, ?)
          and asked_at > clock_timestamp() - ? * interval '1 millisecond'
        order by priority, id""", reservation.claimant().lab(), reservation.priority(), reservation.id(), SILENCE.toMillis());
  }

  private static Reservation read(ResultSet row) throws SQLException {
    var storage = (String[]) row.getArray("shared_storage").getArray();
    var need = new Need(row.getInt("hosts"), new Bytes(row.getLong("memory_bytes")), row.getInt("cpus"), List.of(storage),
        row.getBoolean("same_class"), row.getString("host_class"), row.getString("generation"));
    var claimant = new Claimant(row.getString("lab"), row.getString("owner"), row.getString("purpose"), row.getString("controller"));
    return new Reservation(row.getLong("id"), need, claimant, row.getInt("priority"), Duration.ofMillis(row.getLong("length_millis")));
  }
}
