package dev.assay.judge.ledger;

import dev.assay.database.Database;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import java.util.List;
import java.util.Optional;

/** Reads what people and gates did; nothing of it is ever changed or removed. */
public final class AuditTrail {

  private final Transactions transactions;

  private AuditTrail(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Bring the schema up to date, and read there. */
  public static AuditTrail over(Database database) {
    return new AuditTrail(Schema.of(database));
  }

  /** List the latest rows, newest first; of one subject (a build, a waiver, an issue, a case, ...) if one is named. */
  public List<AuditRow> latest(Optional<String> subject, int limit) {
    return transactions.runRepeatable("reading who did what", connection -> Sql.list(connection,
        row -> new AuditRow(Sql.instant(row, "at"), row.getString("who"), row.getString("what"), row.getString("subject"), row.getString("why")),
        "select * from judgement.audit where ? = '' or subject = ? order by id desc limit ?", subject.orElse(""), subject.orElse(""), limit));
  }
}
