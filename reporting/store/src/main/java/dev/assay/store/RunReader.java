package dev.assay.store;

import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.ProductVersion;
import dev.assay.core.SuiteName;
import dev.assay.core.Verdict;
import dev.assay.core.run.Phase;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Reads runs in two statements however many they are: the rows, then the counts of all of them. */
final class RunReader {

  private static final String COLUMNS =
      """
      select r.*, r.heartbeat > clock_timestamp() - interval '60 seconds' as fresh
      from results.run r
      """;

  private static final String COUNTS =
      """
      select run, verdict, count(*)
      from (
        select distinct on (run, ordinal) run, verdict
        from results.attempt where run = any(?) and ended is not null
        order by run, ordinal, number desc) last_attempt
      group by run, verdict
      """;

  private final Reading reading;

  RunReader(Reading reading) {
    this.reading = reading;
  }

  /** Read the runs that a condition (with order and limit) picks. */
  List<RunRecord> read(String doing, String condition, Object... parameters) {
    var rows = reading.list(doing, COLUMNS + condition, RunReader::row, parameters);
    if (rows.isEmpty()) {
      return List.of();
    }
    var counts = counts(doing, rows);
    return rows.stream().map(row -> row.record(counts.getOrDefault(row.number, new TreeMap<>()))).toList();
  }

  private Map<Long, SequencedMap<Verdict, Integer>> counts(String doing, List<Row> rows) {
    var counts = new HashMap<Long, SequencedMap<Verdict, Integer>>();
    reading.each(
        doing,
        COUNTS,
        row -> counts.computeIfAbsent(row.getLong(1), _ -> new TreeMap<>()).put(Verdict.valueOf(row.getString(2)), row.getInt(3)),
        (Object) rows.stream().map(Row::number).toArray(Long[]::new));
    return counts;
  }

  private record Row(
      long number, RunHeader header, RunRecord.State state, Phase phase, String phaseDetail, Instant started, Optional<Instant> ended,
      Optional<Verdict> verdict, Optional<String> historyHash, int planned) {

    RunRecord record(SequencedMap<Verdict, Integer> counts) {
      return new RunRecord(
          RunNumber.name(number), header, state, phase, phaseDetail, started, ended, verdict, historyHash, planned, Collections.unmodifiableSequencedMap(counts));
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    var ended = Optional.ofNullable(row.getObject("ended", OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    return new Row(
        row.getLong("number"),
        header(row),
        ended.isPresent() ? RunRecord.State.DONE : row.getBoolean("fresh") ? RunRecord.State.RUNNING : RunRecord.State.INTERRUPTED,
        Phase.valueOf(row.getString("phase")),
        row.getString("phase_detail"),
        row.getObject("started", OffsetDateTime.class).toInstant(),
        ended,
        Optional.ofNullable(row.getString("verdict")).map(Verdict::valueOf),
        Optional.ofNullable(row.getString("history_hash")),
        row.getInt("planned"));
  }

  private static RunHeader header(ResultSet row) throws SQLException {
    var build = new Build(
        BuildId.of(row.getString("build")),
        row.getString("product"),
        ProductVersion.parse(row.getString("version")),
        row.getString("build_number"),
        row.getString("generation"),
        URI.create(row.getString("media")));
    return new RunHeader(
        SuiteName.of(row.getString("suite")),
        build,
        row.getString("lab"),
        row.getString("lab_file"),
        row.getLong("seed"),
        Json.map(row.getString("options")),
        row.getString("owner"),
        row.getString("controller"),
        row.getString("replay"));
  }
}
