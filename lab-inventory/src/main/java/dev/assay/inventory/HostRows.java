package dev.assay.inventory;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What the database knows of hosts beside what the lab file declares. */
final class HostRows {

  static final String ALL = """
      select name, state, reason, who, ticket, since, checked_at, last_leased, last_good_install from inventory.host
      where lab = ? order by position, name""";

  private HostRows() {}

  record HostRow(
      HostId id,
      HostState state,
      String reason,
      String who,
      String ticket,
      Instant since,
      Optional<Instant> checked,
      Optional<Instant> lastLeased,
      String lastGoodInstall) {

    static HostRow read(ResultSet row) throws SQLException {
      return new HostRow(HostId.of(row.getString("name")), HostState.valueOf(row.getString("state")), row.getString("reason"), row.getString("who"),
          row.getString("ticket"), Sql.instant(row, "since"), optional(row, "checked_at"), optional(row, "last_leased"), row.getString("last_good_install"));
    }
  }

  static Optional<Instant> optional(ResultSet row, String column) throws SQLException {
    return row.getObject(column) == null ? Optional.empty() : Optional.of(Sql.instant(row, column));
  }

  static SequencedMap<HostId, HostRow> all(Connection connection, String lab) throws SQLException {
    return byId(Sql.list(connection, HostRow::read, ALL, lab));
  }

  static SequencedMap<HostId, HostRow> byId(List<HostRow> rows) {
    var byId = new LinkedHashMap<HostId, HostRow>();
    rows.forEach(row -> byId.put(row.id, row));
    return byId;
  }

  static Optional<HostState> lockedState(Connection connection, String lab, HostId host) throws SQLException {
    return Sql.one(connection, row -> HostState.valueOf(row.getString(1)),
        "select state from inventory.host where lab = ? and name = ? for update", lab, host.value());
  }

  /**
   * Bring a host into a state and note who did it and why; the only place that changes one.
   *
   * @throws AssayException.Usage when the table of transitions has no such step
   */
  static void move(Connection connection, String lab, HostId host, HostState state, String who, String why, String ticket) throws SQLException {
    var before = lockedState(connection, lab, host).orElseThrow();
    if (!before.canBecome(state) || state == HostState.LEASED) {
      throw new AssayException.Usage("setting host " + host + " to " + state + ": it is " + before + ", from which it cannot become that"
          + (before == HostState.RETIRED ? "; bring it into maintenance first" : before == HostState.QUARANTINED ? "; 'assay hosts fixed' says that it is mended" : ""));
    }
    record(connection, lab, host, before, state, who, why, ticket);
    Sql.update(connection, "update inventory.host set state = ?, reason = ?, who = ?, ticket = ?, since = clock_timestamp() where lab = ? and name = ?",
        state.name(), state == HostState.READY ? "" : why, who, ticket, lab, host.value());
    Audit.write(connection, who, state.toString(), lab, host.value(), why);
  }

  static void record(Connection connection, String lab, HostId host, HostState before, HostState after, String who, String why, String ticket)
      throws SQLException {
    Sql.update(connection, "insert into inventory.transition (lab, host, before, after, who, why, ticket) values (?, ?, ?, ?, ?, ?, ?)",
        lab, host.value(), before.toString(), after.toString(), who, why, ticket);
  }

  /** List the steps of a host's life, newest first: those of its state, its leases, and what it is known by. */
  static List<Transition> history(Connection connection, String lab, HostId host, int most) throws SQLException {
    return Sql.list(connection, row -> new Transition(Sql.instant(row, "at"), row.getString("before"), row.getString("after"), row.getString("who"),
        row.getString("why"), row.getString("ticket")), """
        select at, before, after, who, why, ticket from inventory.transition where lab = ? and host = ?
        union all
        select l.granted_at, 'ready', 'leased', l.owner, 'L-' || l.id || ' ' || l.purpose, l.ticket
        from inventory.lease l join inventory.lease_host h on h.lease = l.id where h.lab = ? and h.host = ?
        union all
        select l.ended_at, 'leased', 'ready', l.owner, 'L-' || l.id || ' ' || lower(l.ending), l.ticket
        from inventory.lease l join inventory.lease_host h on h.lease = l.id where h.lab = ? and h.host = ? and l.ended_at is not null
        union all
        select at, before, after, who, 'new ' || case kind when 'SSH_KEY' then 'ssh key' else 'certificate' end || ' after its installation', ''
        from inventory.pin where lab = ? and host = ?
        order by 1 desc limit ?""", lab, host.value(), lab, host.value(), lab, host.value(), lab, host.value(), most);
  }

  static void setLastGoodInstall(Connection connection, String lab, HostId host, String build) throws SQLException {
    Sql.update(connection, "update inventory.host set last_good_install = ? where lab = ? and name = ?", build, lab, host.value());
  }
}
