package dev.assay.site.pages;

import dev.assay.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the rows of runs. */
final class RunTable {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, String>> OPTIONS = new TypeReference<>() {};

  private static final String SELECT =
      """
      select r.*, r.heartbeat > clock_timestamp() - interval '60 seconds' as fresh,
        (select a.began_nanos from results.attempt a where a.run = r.number order by a.ordinal, a.number limit 1) as lab_nanos
      from results.run r
      """;

  private static final int KEPT = 5_000;

  private final Look look;
  private final Recent<Long, Optional<RunFacts>> ended = new Recent<>(KEPT);

  RunTable(Look look) {
    this.look = look;
  }

  List<RunFacts> list(String condition, Object... parameters) {
    return look.list("reading runs", RunTable::row, SELECT + condition, parameters);
  }

  /** Find a run; one that has ended does not change any more. */
  Optional<RunFacts> find(long number) {
    return ended.getIf(number, () -> list("where r.number = ?", number).stream().findFirst(), found -> found.filter(RunFacts::done).isPresent());
  }

  private static RunFacts row(ResultSet row) throws SQLException {
    var ended = Optional.ofNullable(row.getObject("ended", OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    SequencedMap<String, String> options = MAPPER.readValue(row.getString("options"), OPTIONS);
    var labDate = LabTime.optional(row, "lab_nanos");
    return new RunFacts(
        row.getLong("number"), row.getString("suite"), row.getString("build"), row.getString("product"), row.getString("version"), row.getString("generation"),
        row.getString("lab"), row.getString("owner"), row.getLong("seed"), options,
        ended.isPresent() ? "DONE" : row.getBoolean("fresh") ? "RUNNING" : "INTERRUPTED", text(row, "verdict"), row.getString("phase"), row.getString("phase_detail"),
        row.getInt("planned"), Sql.instant(row, "started"), ended, labDate, row.getString("replay"), text(row, "history_hash"), !options.containsKey("only"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).orElse("");
  }
}
