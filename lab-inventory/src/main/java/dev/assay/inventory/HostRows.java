package dev.assay.inventory;

import dev.assay.core.HostId;
import dev.assay.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** What the database knows of hosts beside what the lab file declares. */
final class HostRows {

  private HostRows() {}

  record HostRow(HostId id, HostState state, String reason, Optional<Instant> lastLeased, String lastGoodInstall) {}

  static SequencedMap<HostId, HostRow> all(Connection connection, String lab) throws SQLException {
    var rows = Sql.list(connection, row -> new HostRow(
        HostId.of(row.getString("name")),
        HostState.valueOf(row.getString("state")),
        row.getString("reason"),
        row.getObject("last_leased") == null ? Optional.empty() : Optional.of(Sql.instant(row, "last_leased")),
        row.getString("last_good_install")),
        "select name, state, reason, last_leased, last_good_install from inventory.host where lab = ? order by position, name", lab);
    var byId = new LinkedHashMap<HostId, HostRow>();
    rows.forEach(row -> byId.put(row.id, row));
    return byId;
  }

  /** Make the next token of a host for a new grant. */
  static long nextToken(Connection connection, String lab, HostId host) throws SQLException {
    return Sql.one(connection, row -> row.getLong(1),
        "update inventory.host set token = token + 1, last_leased = clock_timestamp() where lab = ? and name = ? returning token",
        lab, host.value()).orElseThrow();
  }

  static Optional<HostState> lockedState(Connection connection, String lab, HostId host) throws SQLException {
    return Sql.one(connection, row -> HostState.valueOf(row.getString(1)),
        "select state from inventory.host where lab = ? and name = ? for update", lab, host.value());
  }

  static void setState(Connection connection, String lab, HostId host, HostState state, String reason) throws SQLException {
    Sql.update(connection, "update inventory.host set state = ?, reason = ? where lab = ? and name = ?", state.name(), reason, lab, host.value());
  }

  static void setLastGoodInstall(Connection connection, String lab, HostId host, String build) throws SQLException {
    Sql.update(connection, "update inventory.host set last_good_install = ? where lab = ? and name = ?", build, lab, host.value());
  }
}
