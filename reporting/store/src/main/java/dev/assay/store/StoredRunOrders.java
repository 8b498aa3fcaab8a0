package dev.assay.store;

import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.RunId;
import dev.assay.database.Database;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Orders, pauses and finished reports in the schema {@code results}; each method is one statement. */
public final class StoredRunOrders implements RunOrders {

  private final Transactions transactions;

  private StoredRunOrders(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Use a database whose schema {@code results} is up to date. */
  public static StoredRunOrders over(Database database) {
    return new StoredRunOrders(new Transactions(database));
  }

  @Override
  public void ask(RunId run, Kind kind, String who, String why) {
    transactions.run("asking run " + run + " to " + words(kind), connection -> {
      int asked = Sql.update(connection, """
          insert into results.run_order (run, kind, who, why)
          select number, ?, ?, ? from results.run where number = ? and ended is null""",
          kind.name(), Text.storable(who), Text.storable(why), RunNumber.of(run));
      if (asked == 0) {
        throw new AssayException.Nothing("asking run " + run + " to " + words(kind) + ": there is no such run, or it has ended; see: assay status");
      }
      return asked;
    });
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case CANCEL -> "end";
      case GO_ON -> "go on";
    };
  }

  @Override
  public Optional<Order> cancellation(RunId run) {
    return transactions.runRepeatable("looking whether run " + run + " is cancelled", connection -> Sql.one(connection, StoredRunOrders::order,
        "select run, kind, who, why, asked from results.run_order where run = ? and kind = 'CANCEL' order by id limit 1", RunNumber.of(run)));
  }

  @Override
  public Optional<Order> takeGoOn(RunId run) {
    return transactions.run("looking whether run " + run + " may go on", connection -> Sql.list(connection, StoredRunOrders::order, """
        update results.run_order set taken = clock_timestamp() where run = ? and kind = 'GO_ON' and taken is null
        returning run, kind, who, why, asked""", RunNumber.of(run)).stream().reduce((_, last) -> last));
  }

  @Override
  public Pause pause(RunId run, CaseId testCase, String instructions, Duration length) {
    return transactions.run("keeping the bench of run " + run, connection -> Sql.one(connection, StoredRunOrders::pause, """
        insert into results.run_pause (run, test_case, instructions, until)
        values (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
        on conflict (run) do update set test_case = excluded.test_case, instructions = excluded.instructions,
          since = excluded.since, until = excluded.until
        returning run, test_case, instructions, since, until""",
        RunNumber.of(run), testCase.value(), Text.storable(instructions), length.toMillis()).orElseThrow());
  }

  @Override
  public void goOn(RunId run) {
    transactions.runRepeatable("ending the pause of run " + run,
        connection -> Sql.update(connection, "delete from results.run_pause where run = ?", RunNumber.of(run)));
  }

  @Override
  public Optional<Pause> paused(RunId run) {
    return transactions.runRepeatable("looking whether run " + run + " pauses", connection -> Sql.one(connection, StoredRunOrders::pause,
        "select run, test_case, instructions, since, until from results.run_pause where run = ?", RunNumber.of(run)));
  }

  @Override
  public List<Pause> pauses() {
    return transactions.runRepeatable("listing paused runs", connection -> Sql.list(connection, StoredRunOrders::pause, """
        select p.run, p.test_case, p.instructions, p.since, p.until from results.run_pause p join results.run r on r.number = p.run
        where r.ended is null and p.until > clock_timestamp() order by p.run"""));
  }

  @Override
  public void reported(RunId run) {
    transactions.runRepeatable("noting that the reports of run " + run + " are written", connection -> Sql.update(connection,
        "insert into results.run_report (run) values (?) on conflict do nothing", RunNumber.of(run)));
  }

  @Override
  public boolean isFinished(RunId run) {
    return transactions.runRepeatable("looking whether run " + run + " is reported", connection -> Sql.one(connection, row -> row.getLong(1),
        "select run from results.run_report where run = ?", RunNumber.of(run)).isPresent());
  }

  @Override
  public List<RunId> unreported() {
    return transactions.runRepeatable("looking for runs without reports", connection -> Sql.list(connection, row -> RunNumber.name(row.getLong(1)), """
        select number from results.run r where ended < clock_timestamp() - interval '60 seconds'
          and not exists (select from results.run_report where run = r.number) order by number desc"""));
  }

  private static Order order(ResultSet row) throws SQLException {
    return new Order(RunNumber.name(row.getLong("run")), Kind.valueOf(row.getString("kind")), row.getString("who"), row.getString("why"), Sql.instant(row, "asked"));
  }

  private static Pause pause(ResultSet row) throws SQLException {
    return new Pause(RunNumber.name(row.getLong("run")), CaseId.of(row.getString("test_case")), row.getString("instructions"),
        Sql.instant(row, "since"), Sql.instant(row, "until"));
  }
}
