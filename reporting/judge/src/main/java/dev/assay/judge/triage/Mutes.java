package dev.assay.judge.triage;

import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.database.Database;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import dev.assay.judge.ledger.Audit;
import java.util.List;

/** The muted tests, in the schema {@code judgement}; one that has expired mutes nothing any more. */
public final class Mutes {

  private final Transactions transactions;

  private Mutes(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Bring the schema up to date, and work there. */
  public static Mutes over(Database database) {
    Issues.over(database);
    return new Mutes(new Transactions(database));
  }

  /** Mute a test, or mute it anew with another owner and expiry. */
  public void mute(Mute mute) {
    transactions.run("muting " + mute.testCase(), connection -> {
      Sql.update(connection, "update judgement.mute set ended = clock_timestamp(), ended_by = ? where test_case = ? and ended is null", mute.by(), mute.testCase());
      Sql.update(connection, "insert into judgement.mute (test_case, owner, reason, ticket, made_by, expires) values (?, ?, ?, ?, ?, ?)",
          mute.testCase(), mute.owner(), mute.reason(), mute.ticket(), mute.by(), mute.expires());
      Audit.write(connection, mute.by(), "mute", mute.testCase(), "until " + mute.expires() + " by " + mute.owner() + ": " + mute.reason() + " " + mute.ticket());
      return mute;
    });
  }

  public void unmute(CaseId testCase, String by) {
    transactions.run("unmuting " + testCase, connection -> {
      int ended = Sql.update(connection, "update judgement.mute set ended = clock_timestamp(), ended_by = ? where test_case = ? and ended is null", by, testCase.value());
      if (ended == 0) {
        throw new AssayException.Nothing("unmuting " + testCase + ": it is not muted; see: assay test ls --muted");
      }
      Audit.write(connection, by, "unmute", testCase.value(), "");
      return ended;
    });
  }

  /** List those not ended, expired ones too: somebody has to look at these. */
  public List<Mute> all() {
    return transactions.read("reading the muted tests", connection -> Sql.list(connection, row -> new Mute(
            row.getString("test_case"), row.getString("owner"), row.getString("reason"), row.getString("ticket"), Sql.instant(row, "expires"), row.getString("made_by")),
        "select * from judgement.mute where ended is null order by test_case"));
  }
}
