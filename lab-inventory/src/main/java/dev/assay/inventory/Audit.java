package dev.assay.inventory;

import dev.assay.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes who did what to which host or lease, when and why, in the transaction that does it. */
final class Audit {

  private Audit() {}

  static void write(Connection connection, String who, String what, String lab, String subject, String why) throws SQLException {
    Sql.update(connection, "insert into inventory.audit (who, what, lab, subject, why) values (?, ?, ?, ?, ?)", who, what, lab, subject, why);
  }
}
