package dev.assay.store;

import dev.assay.core.RunId;
import dev.assay.database.Database;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The runs that servers are to drive. Any number of servers share it: each takes the next run that nobody drives, in order
 * of priority and age, and a run whose server died is taken again a minute later.
 */
public final class RunQueue {

  private static final String DRIVEN_NO_MORE =
      """
      (r.ended is null or not exists (select from results.run_report p where p.run = r.number))
        and (q.server is null or q.taken < clock_timestamp() - interval '60 seconds')
        and (q.server is null or greatest(r.heartbeat, r.ended) < clock_timestamp() - interval '60 seconds')
      """;

  private final Transactions transactions;

  private RunQueue(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Use a database whose schema {@code results} is up to date. */
  public static RunQueue over(Database database) {
    return new RunQueue(new Transactions(database));
  }

  /**
   * A run to be driven.
   *
   * @param policy the gate's
   * @param waitLimit how long to wait for hosts
   */
  public record Entry(RunId run, int priority, String policy, Duration waitLimit, Optional<Duration> limit, Optional<Duration> pauseOnFailure) {}

  public void submit(Entry entry) {
    transactions.runRepeatable("queueing run " + entry.run(), connection -> Sql.update(connection, """
        insert into results.run_queue (run, priority, policy, wait_seconds, limit_seconds, pause_seconds)
        values (?, ?, ?, ?, nullif(?, -1), nullif(?, -1)) on conflict do nothing""",
        RunNumber.of(entry.run()), entry.priority(), entry.policy(), entry.waitLimit().toSeconds(), seconds(entry.limit()), seconds(entry.pauseOnFailure())));
  }

  /** Take the next run that nobody drives. */
  public Optional<Entry> take(String server) {
    return transactions.run("taking the next run", connection -> Sql.one(connection, RunQueue::entry, """
        update results.run_queue set server = ?, taken = clock_timestamp()
        where run = (
          select q.run from results.run_queue q join results.run r on r.number = q.run
          where %s
          order by q.priority, q.run limit 1 for update of q skip locked)
        returning run, priority, policy, wait_seconds, limit_seconds, pause_seconds""".formatted(DRIVEN_NO_MORE), server));
  }

  /** Whether a server is to drive this run. */
  public boolean has(RunId run) {
    return transactions.runRepeatable("looking for queued run " + run, connection -> Sql.one(connection, row -> row.getLong(1),
        "select run from results.run_queue where run = ?", RunNumber.of(run)).isPresent());
  }

  /** List the servers that took runs which have not ended. */
  public List<String> servers() {
    return transactions.runRepeatable("listing servers", connection -> Sql.list(connection, row -> row.getString(1), """
        select distinct q.server from results.run_queue q join results.run r on r.number = q.run
        where q.server is not null and r.ended is null order by 1"""));
  }

  /** Give back what a server took, for it is dead or ends: others may take it at once. */
  public void giveBack(String server) {
    transactions.runRepeatable("giving back the runs of server " + server,
        connection -> Sql.update(connection, "update results.run_queue set server = null where server = ?", server));
  }

  /** List the runs that wait for a server, first come first. */
  public List<RunId> waiting() {
    return transactions.runRepeatable("listing the runs that wait", connection -> Sql.list(connection, row -> RunNumber.name(row.getLong(1)),
        "select q.run from results.run_queue q join results.run r on r.number = q.run where " + DRIVEN_NO_MORE + " order by q.priority, q.run"));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(RunNumber.name(row.getLong("run")), row.getInt("priority"), row.getString("policy"), Duration.ofSeconds(row.getLong("wait_seconds")),
        duration(row, "limit_seconds"), duration(row, "pause_seconds"));
  }

  private static Optional<Duration> duration(ResultSet row, String column) throws SQLException {
    long seconds = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
  }

  private static long seconds(Optional<Duration> duration) {
    return duration.map(Duration::toSeconds).orElse(-1L);
  }
}
