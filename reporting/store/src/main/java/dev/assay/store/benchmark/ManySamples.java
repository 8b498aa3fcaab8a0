package dev.assay.store.benchmark;

import dev.assay.core.AssayException;
import dev.assay.database.Database;
import dev.assay.store.StoredRuns;
import java.sql.SQLException;

/** A made-up past of a lab, written by the database itself: so many KPIs over so many builds, a run each. */
public final class ManySamples {

  private final Database database;
  private final int kpis;
  private final int samplesPerRun;

  /** Fill a database that is thrown away afterwards. */
  public ManySamples(Database database, int kpis, int builds, int samplesPerRun) {
    this.database = database;
    this.kpis = kpis;
    this.samplesPerRun = samplesPerRun;
    StoredRuns.over(database).close();
    execute("insert into results.kpi (name, unit, better) select 'kpi-' || n, 'ms', 'LOWER' from generate_series(1, " + kpis + ") n");
    execute("insert into results.series (kpi, dimensions) select id, '{}' from results.kpi order by id");
    for (int month = 0; month < 12; month++) {
      execute("select results.make_sample_partition(56 * 12 + " + month + ")");
    }
    execute("drop index results.sample_by_series, results.sample_by_attempt");
    addRuns(1, builds);
    execute("create index sample_by_series on results.sample (series, run) include (value)");
    execute("create index sample_by_attempt on results.sample (run, ordinal, attempt)");
    rollUp(1, builds);
    execute("analyze results.sample");
    execute("analyze results.rollup");
  }

  /** Add builds, the readings of a tenth of whose KPIs step up at every 400th. */
  public void append(int first, int last) {
    addRuns(first, last);
    rollUp(first, last);
  }

  private void addRuns(int first, int last) {
    var range = "generate_series(" + first + ", " + last + ")";
    execute("insert into results.run (number, suite, build, product, version, build_number, generation, media, lab, lab_file, seed, options, owner,"
        + " replay, controller, phase, phase_detail, planned, ended, verdict, history_hash)"
        + " select b, 'benchmark', 'build-' || b, 'XenServer', '7.0', '1', 'dundee', 'http://media', 'benchmark', 'benchmark', 1, '{}', 'benchmark',"
        + " '', 'benchmark', 'REPORT', '', 0, clock_timestamp(), 'PASS', '' from " + range + " b");
    execute("insert into results.sample select s.id, b, 0, 1, (1767225600 + b * 14400 + n)::bigint * 1000000000,"
        + " 100 + (hashint8(s.id * 1000003 + b * 101 + n) % 1000) / 500.0 + case when s.id % 10 = 0 then 5 * (b / 400) else 0 end"
        + " from " + range + " b, results.series s, generate_series(1, " + samplesPerRun + ") n");
  }

  private void rollUp(int first, int last) {
    execute("select count(results.roll_up(b)) from generate_series(" + first + ", " + last + ") b");
  }

  public String kpi(int number) {
    return kpi(number, kpis);
  }

  /** Name one of so many KPIs. */
  public static String kpi(int number, int kpis) {
    return "kpi-" + (1 + number % kpis);
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
