package dev.assay.store;

import dev.assay.core.BuildId;
import dev.assay.core.kpi.Kpi;
import dev.assay.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The KPI book in the schema {@code results}. */
public final class StoredKpiBook implements KpiBook {

  private final DataSource source;
  private final Reading reading;

  private StoredKpiBook(DataSource source) {
    this.source = source;
    this.reading = new Reading(source);
  }

  /** Bring the schema {@code results} up to date, and work there. */
  public static StoredKpiBook over(Database database) {
    database.migrate("results");
    return new StoredKpiBook(database.dataSource());
  }

  @Override
  public List<SeriesReadings> readings(Optional<String> kpi, long firstRun) {
    var doing = "reading KPI readings";
    var names = new HashMap<Integer, SeriesName>();
    reading.each(doing, "select s.id, k.name, k.unit, k.better, s.dimensions from results.series s join results.kpi k on k.id = s.kpi where ?::text is null or k.name = ?",
        row -> names.put(row.getInt(1), new SeriesName(new Kpi(row.getString(2), row.getString(3), Kpi.Better.valueOf(row.getString(4))), Json.map(row.getString(5)))),
        kpi.orElse(null), kpi.orElse(null));
    var builds = new HashMap<Long, BuildId>();
    var parts = new HashSet<Long>();
    reading.each(doing, "select number, build, options ->> 'only' is not null from results.run where number >= ?", row -> {
      builds.put(row.getLong(1), BuildId.of(row.getString(2)));
      if (row.getBoolean(3)) {
        parts.add(row.getLong(1));
      }
    }, firstRun);
    var found = new HashMap<Integer, List<RunReading>>();
    // A row per series: a million rows of three numbers take the driver longer than what is made of them.
    reading.each(doing,
        "select series, array_agg(run order by run), array_agg(median order by run) from results.reading where series = any(?) and run >= ? group by series",
        row -> found.put(row.getInt(1), readings((Long[]) row.getArray(2).getArray(), (Double[]) row.getArray(3).getArray(), builds)),
        names.keySet().stream().sorted().toArray(Integer[]::new), firstRun);
    return found.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(names::get)))
        .map(entry -> new SeriesReadings(names.get(entry.getKey()).kpi(), names.get(entry.getKey()).dimensions(), ofWholeRuns(entry.getValue(), parts)))
        .toList();
  }

  /** Several cases may measure a metric, so that a part of a suite reads unlike the whole: it counts only where there is nothing else. */
  private static List<RunReading> ofWholeRuns(List<RunReading> readings, Set<Long> parts) {
    if (parts.isEmpty()) {
      return readings;
    }
    var whole = readings.stream().filter(one -> !parts.contains(one.run())).toList();
    return whole.isEmpty() ? readings : whole;
  }

  private static List<RunReading> readings(Long[] runs, Double[] medians, Map<Long, BuildId> builds) {
    var readings = new ArrayList<RunReading>(runs.length);
    for (int i = 0; i < runs.length; i++) {
      readings.add(new RunReading(runs[i], builds.get(runs[i]), medians[i]));
    }
    return readings;
  }

  @Override
  public long firstRunOfLatest(int builds) {
    return reading.one("finding the latest builds",
        "select min(first) from (select min(number) as first from results.run group by build order by 1 desc limit ?) latest having count(*) = ?",
        row -> row.getLong(1), builds, builds).orElse(0L);
  }

  @Override
  public List<AnalysedLine> analysed() {
    var changes = new HashMap<String, List<FoundChange>>();
    reading.each("reading the changes found", "select * from results.found_change order by line, run",
        row -> changes.computeIfAbsent(row.getString("line"), _ -> new ArrayList<>()).add(change(row)));
    return reading.list("reading which KPIs were analysed", "select line, last_run from results.analysed_line order by line collate \"C\"",
        row -> new AnalysedLine(row.getString(1), row.getLong(2), changes.getOrDefault(row.getString(1), List.of())));
  }

  private static FoundChange change(ResultSet row) throws SQLException {
    return new FoundChange(row.getLong("run"), BuildId.of(row.getString("build")), BuildId.of(row.getString("earliest")), BuildId.of(row.getString("latest")),
        row.getString("meaning"), row.getDouble("before"), row.getDouble("after"), row.getDouble("percent"), row.getDouble("low"), row.getDouble("high"),
        row.getDouble("delta"), row.getBoolean("provisional"), row.getBoolean("went_away"), row.getDouble("strength"));
  }

  @Override
  public void keep(List<AnalysedLine> lines) {
    inTransaction("keeping the changes of " + lines.size() + " KPIs", connection -> {
      // Two that analyse at once would both insert what neither sees of the other.
      execute(connection, "lock table results.analysed_line in share row exclusive mode", List.<Object[]>of(new Object[] {}));
      execute(connection, "delete from results.analysed_line where line = any(?)", List.<Object[]>of(new Object[] {lines.stream().map(AnalysedLine::line).toArray(String[]::new)}));
      execute(connection, "insert into results.analysed_line (line, last_run) values (?, ?)",
          lines.stream().map(line -> new Object[] {line.line(), line.lastRun()}).toList());
      execute(connection, "insert into results.found_change values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          lines.stream().flatMap(line -> line.changes().stream().map(change -> columns(line.line(), change))).toList());
    });
  }

  private static Object[] columns(String line, FoundChange change) {
    return new Object[] {line, change.run(), change.build().value(), change.earliest().value(), change.latest().value(), change.meaning(), change.before(),
      change.after(), change.percent(), change.low(), change.high(), change.delta(), change.provisional(), change.wentAway(), change.strength()};
  }

  @Override
  public List<Acceptance> acceptances() {
    return reading.list("reading accepted changes", "select line, build, owner, reason, accepted from results.accepted_change order by accepted, line, build",
        row -> new Acceptance(row.getString(1), BuildId.of(row.getString(2)), row.getString(3), row.getString(4), row.getObject(5, OffsetDateTime.class).toInstant()));
  }

  @Override
  public void accept(String line, BuildId build, String owner, String reason) {
    inTransaction("accepting the change of " + line + " at build " + build, connection -> execute(connection,
        """
        insert into results.accepted_change (line, build, owner, reason) values (?, ?, ?, ?)
        on conflict (line, build) do update set owner = excluded.owner, reason = excluded.reason, accepted = clock_timestamp()
        """,
        List.<Object[]>of(new Object[] {line, build.value(), Text.storable(owner), Text.storable(reason)})));
  }

  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  private void inTransaction(String doing, Work work) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        work.on(connection);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw Trouble.meeting(doing, e);
    }
  }

  private static void execute(Connection connection, String sql, List<Object[]> rows) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (var row : rows) {
        Reading.bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
