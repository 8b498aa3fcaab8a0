package dev.assay.judge.ledger;

import dev.assay.database.Database;
import dev.assay.database.Transactions;

/** The schema {@code judgement}, which refers to {@code results} and so comes after it. */
public final class Schema {

  private Schema() {}

  /** Bring both up to date. */
  public static Transactions of(Database database) {
    database.migrate("results");
    database.migrate("judgement");
    return new Transactions(database);
  }
}
