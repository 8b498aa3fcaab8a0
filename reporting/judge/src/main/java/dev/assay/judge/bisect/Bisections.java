package dev.assay.judge.bisect;

import dev.assay.core.AssayException;
import dev.assay.database.Database;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import dev.assay.judge.bisect.KeptBisection.KeptTry;
import dev.assay.judge.ledger.Audit;
import dev.assay.judge.ledger.Schema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bisections in the schema {@code judgement}. A try is durable before it is run. */
public final class Bisections {

  private final Database database;
  private final Transactions transactions;

  private Bisections(Database database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  /** Bring the schema up to date, and work there. */
  public static Bisections over(Database database) {
    return new Bisections(database, Schema.of(database));
  }

  /** Begin one. */
  public KeptBisection begin(Optional<String> kpi, String testCase, List<String> builds, long seed, int maxRuns, double confidence, String by) {
    var number = transactions.run("beginning a bisection", connection -> {
      long given = Sql.one(connection, row -> row.getLong(1),
          "insert into judgement.bisection (kpi, test_case, builds, seed, max_runs, confidence, made_by) values (?, ?, ?, ?, ?, ?, ?) returning number",
          kpi.orElse(""), testCase, builds.toArray(String[]::new), seed, maxRuns, confidence, by).orElseThrow();
      Audit.write(connection, by, "bisect", "B-" + given, kpi.orElse(testCase) + " from " + builds.getFirst() + " to " + builds.getLast());
      return given;
    });
    return find(number);
  }

  /**
   * Read one with its tries.
   *
   * @throws AssayException.Nothing when there is none of this number
   */
  public KeptBisection find(long number) {
    return transactions.runRepeatable("reading bisection B-" + number, connection -> {
      var tries = Sql.list(connection, Bisections::readTry, "select * from judgement.bisection_try where bisection = ? order by ordinal", number);
      return Sql.one(connection, row -> read(row, tries), "select * from judgement.bisection where number = ?", number);
    }).orElseThrow(() -> new AssayException.Nothing("looking for bisection B-" + number + ": there is none; see: assay bisect --list"));
  }

  /** List the latest, newest first, without their tries. */
  public List<KeptBisection> latest(int limit) {
    return transactions.runRepeatable("reading the bisections", connection ->
        Sql.list(connection, row -> read(row, List.of()), "select * from judgement.bisection order by number desc limit ?", limit));
  }

  /**
   * Work on one while nobody else does: a lock of this connection, which ends with the process, however that ends.
   *
   * @throws AssayException.Usage when another process works on it
   */
  public <T> T alone(long number, Supplier<T> work) {
    try (var connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(true);
      if (!asked(connection, "select pg_try_advisory_lock(hashtextextended('assay bisection', ?))", number)) {
        throw new AssayException.Usage("working on bisection B-" + number + ": another process does; wait for that one, see: assay bisect --list");
      }
      try {
        return work.get();
      } finally {
        giveBack(connection, number);
      }
    } catch (SQLException e) {
      throw new AssayException.Unavailable("working on bisection B-" + number + " in " + database.describe() + ": " + e.getMessage(), e);
    }
  }

  /** A connection that was lost meanwhile has taken its lock with it. */
  private static void giveBack(Connection connection, long number) throws SQLException {
    if (connection.isValid(1)) {
      asked(connection, "select pg_advisory_unlock(hashtextextended('assay bisection', ?))", number);
    }
  }

  private static boolean asked(Connection connection, String question, long number) throws SQLException {
    return Sql.one(connection, row -> row.getBoolean(1), question, number).orElse(false);
  }

  /**
   * Plan the next try.
   *
   * @throws AssayException.Usage when somebody else has planned that one
   */
  public void plan(long number, int ordinal, int build, long seed) {
    int planned = transactions.run("planning try " + ordinal + " of B-" + number, connection -> Sql.update(connection,
        "insert into judgement.bisection_try (bisection, ordinal, build, seed) values (?, ?, ?, ?) on conflict do nothing", number, ordinal, build, seed));
    if (planned == 0) {
      throw new AssayException.Usage("planning try " + ordinal + " of B-" + number + ": another process works on it; wait for that one, see: assay bisect --list");
    }
  }

  /** Keep what a try gave; nothing when its run said nothing. */
  public void ended(long number, int ordinal, String run, String hostClass, Optional<Double> value) {
    transactions.run("keeping try " + ordinal + " of B-" + number, connection -> Sql.update(connection,
        "update judgement.bisection_try set run = ?, host_class = ?, value = nullif(?, 'NaN'::double precision), ended = clock_timestamp() where bisection = ? and ordinal = ?",
        run, hostClass, value.orElse(Double.NaN), number, ordinal));
  }

  /** Close it with its answer. */
  public void close(long number, String state, String answer, String by) {
    transactions.run("closing B-" + number, connection -> {
      Audit.write(connection, by, "bisected", "B-" + number, answer);
      return Sql.update(connection, "update judgement.bisection set state = ?, answer = ? where number = ?", state, answer, number);
    });
  }

  private static KeptBisection read(ResultSet row, List<KeptTry> tries) throws SQLException {
    return new KeptBisection(
        row.getLong("number"), Optional.of(row.getString("kpi")).filter(kpi -> !kpi.isEmpty()), row.getString("test_case"),
        Arrays.asList((String[]) row.getArray("builds").getArray()), row.getLong("seed"), row.getInt("max_runs"), row.getDouble("confidence"),
        row.getString("state"), row.getString("answer"), tries);
  }

  private static KeptTry readTry(ResultSet row) throws SQLException {
    return new KeptTry(
        row.getInt("ordinal"), row.getInt("build"), row.getLong("seed"), Optional.ofNullable(row.getString("run")),
        Optional.ofNullable(row.getString("host_class")), Optional.ofNullable((@Nullable Double) row.getObject("value")), row.getObject("ended") != null);
  }
}
