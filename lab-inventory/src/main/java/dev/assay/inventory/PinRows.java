package dev.assay.inventory;

import dev.assay.core.FencingToken;
import dev.assay.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Keeps what hosts are known by since they were installed. */
final class PinRows {

  private PinRows() {}

  static Optional<Pin> find(Connection connection, String lab, Lab.Host host, Pin.Kind kind) throws SQLException {
    var declared = kind.declared(host);
    if (declared.isEmpty()) {
      return Optional.empty();
    }
    return Sql.one(connection, row -> row.getString("declared").equals(declared.get())
            ? new Pin(row.getString("after"), Optional.of(new Pin.Recorded(Sql.instant(row, "at"), row.getString("who"))))
            : Pin.declared(declared.get()),
        "select at, declared, after, who from inventory.pin where lab = ? and host = ? and kind = ? order by id desc limit 1", lab, host.id().value(), kind.name())
        .or(() -> declared.map(Pin::declared));
  }

  static boolean unsettle(Connection connection, String lab, Lab.Host host, FencingToken token, String who) throws SQLException {
    Fencing.require(connection, lab, host.id(), token);
    Sql.update(connection, """
        insert into inventory.unsettled (lab, host, who, token) values (?, ?, ?, ?)
        on conflict (lab, host) do update set since = excluded.since, who = excluded.who, token = excluded.token
        """, lab, host.id().value(), who, token.value());
    return true;
  }

  static boolean settle(Connection connection, String lab, Lab.Host host, FencingToken token) throws SQLException {
    Fencing.require(connection, lab, host.id(), token);
    return Sql.update(connection, "delete from inventory.unsettled where lab = ? and host = ?", lab, host.id().value()) > 0;
  }

  static boolean isUnsettled(Connection connection, String lab, Lab.Host host) throws SQLException {
    return Sql.one(connection, row -> true, "select 1 from inventory.unsettled where lab = ? and host = ?", lab, host.id().value()).isPresent();
  }

  /** Record a pin unless it holds already. */
  static boolean record(Connection connection, String lab, Lab.Host host, Pin.Kind kind, String fingerprint, FencingToken token, String who)
      throws SQLException {
    Fencing.require(connection, lab, host.id(), token);
    var before = find(connection, lab, host, kind);
    if (before.isEmpty() || before.get().fingerprint().equals(fingerprint)) {
      return false;
    }
    Sql.update(connection, "insert into inventory.pin (lab, host, kind, declared, before, after, who, token) values (?, ?, ?, ?, ?, ?, ?, ?)",
        lab, host.id().value(), kind.name(), kind.declared(host).orElseThrow(), before.get().fingerprint(), fingerprint, who, token.value());
    Audit.write(connection, who, "repin", lab, host.id().value(), kind + " " + before.get().fingerprint() + " -> " + fingerprint);
    return true;
  }
}
