package dev.assay.site.benchmark;

import dev.assay.core.AssayException;
import dev.assay.database.Database;
import java.sql.SQLException;

/** Made-up results of runs, written by the database itself; only for databases that are thrown away. */
public final class ManyResults {

  private static final int AREAS = 12;
  private static final int SIGNATURES = 60;
  private static final int HOSTS = 40;
  private static final String NEED = "{\"hosts\":1,\"memoryBytes\":0,\"cpus\":0,\"sharedStorage\":[],\"sameClass\":false,\"hostClass\":\"\",\"where\":\"\"}";

  private final Database database;

  public ManyResults(Database database) {
    this.database = database;
    execute("insert into results.signature (algorithm, hash, verdict, message, frame) select 1, 'hash-' || n, case when n % 6 = 0 then 'INCONCLUSIVE' else 'FAIL' end,"
        + " 'waiting for vm <name> to answer: saw error ' || n || ' of SR_BACKEND_FAILURE_' || n, 'dev.assay.suites.Made#up' || n from generate_series(1, " + SIGNATURES + ") n");
  }

  /** Give runs that are there so many cases each; one in 25 fails, one in 150 is inconclusive. */
  public void addCases(long first, long last, int cases) {
    var runs = "generate_series(" + first + "::bigint, " + last + ") r, generate_series(0, " + (cases - 1) + ") c";
    execute("update results.run set planned = " + cases + ", verdict = 'FAIL' where number between " + first + " and " + last);
    execute("insert into results.planned_case select r, c, 'area-' || c % " + AREAS + " || '/behaviour-' || c, 'area-' || c % " + AREAS
        + ", 1, '" + NEED + "', 1200000000000, 'dev.assay.suites.Made#up' || c from " + runs);
    execute("insert into results.attempt (run, ordinal, number, hosts, began_nanos, ended, took_nanos, verdict, blame, message, stack, signature)"
        + " select r, c, 1, array['host-' || (r + c) % " + HOSTS + "], (1767225600 + r * 14400 + c)::bigint * 1000000000, clock_timestamp(), (20 + (r * 7 + c) % 300)::bigint * 1000000000, verdict,"
        + " case verdict when 'PASS' then 'NOBODY' when 'FAIL' then 'PRODUCT' else 'LAB' end,"
        + " case verdict when 'PASS' then '' else 'waiting for vm vm-' || c || ' to answer: saw error ' || signature || E'\\nand more of it' end,"
        + " case verdict when 'PASS' then '' else repeat(E'  at dev.assay.suites.Made.up(Made.java:17)\\n', 12) end, signature"
        + " from (select r, c, case when (r * 31 + c) % 150 = 7 then 'INCONCLUSIVE' when (r * 31 + c) % 25 = 3 then 'FAIL' else 'PASS' end as verdict,"
        + " case when (r * 31 + c) % 150 = 7 then 6 * (1 + (r + c) % " + SIGNATURES / 6 + ") when (r * 31 + c) % 25 = 3 then 6 * ((r + c) % " + SIGNATURES / 6 + ") + 1 end as signature from "
        + runs + ") made");
    execute("analyze results.planned_case");
    execute("analyze results.attempt");
  }

  /** Add a run of its own with so many cases, and return its number. */
  public long addRun(String suite, int cases) {
    execute("insert into results.run (number, suite, build, product, version, build_number, generation, media, lab, lab_file, seed, options, owner,"
        + " replay, controller, phase, phase_detail, planned, ended, verdict, history_hash)"
        + " select coalesce(max(number), 0) + 1, '" + suite + "', 'build-large', 'XenServer', '7.0', '1', 'dundee', 'http://media', 'benchmark', 'benchmark', 1, '{}', 'benchmark',"
        + " 'assay run', 'benchmark', 'REPORT', '', 0, clock_timestamp(), 'FAIL', '' from results.run");
    long number = number("select max(number) from results.run");
    addCases(number, number, cases);
    return number;
  }

  /** Add to a run's history how so many VMs came up. */
  public void addStorm(long run, int vms) {
    execute("insert into results.history_event (run, sequence, at_nanos, kind, subject, details) select " + run + ", 10 * i + k,"
        + " 1418630400000000000 + (i * 2 + (array[0, 1, 2, 4, 30 + i / 8])[k + 1])::bigint * 1000000000,"
        + " (array['vm.create.started', 'vm.create.completed', 'vm.start.started', 'vm.start.completed', 'vm.login.completed'])[k + 1], 'vm-' || i, '{}'"
        + " from generate_series(1, " + vms + ") i, generate_series(0, 4) k");
    execute("analyze results.history_event");
  }

  private long number(String sql) {
    try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssayException.Unavailable("reading the benchmark's database: " + e.getMessage(), e);
    }
  }

  private void execute(String sql) {
    try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssayException.Unavailable("filling the benchmark's database: " + e.getMessage(), e);
    }
  }
}
