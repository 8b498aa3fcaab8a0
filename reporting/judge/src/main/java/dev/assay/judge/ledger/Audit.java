package dev.assay.judge.ledger;

import dev.assay.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes who did what to which subject, when and why, in the transaction that does it. */
public final class Audit {

  private Audit() {}

  public static void write(Connection connection, String who, String what, String subject, String why) throws SQLException {
    Sql.update(connection, "insert into judgement.audit (who, what, subject, why) values (?, ?, ?, ?)", who, what, subject, why);
  }
}
