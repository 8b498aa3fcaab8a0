package dev.assay.store;

import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import dev.assay.core.run.PlannedCase;
import dev.assay.store.CaseRecord.AttemptRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the cases of a run with their attempts in one statement, handing each on as soon as it is whole. */
final class CaseReader {

  private static final String CASES =
      """
      select c.ordinal, c.name, c.area, c.priority, c.need, c.limit_nanos, c.source,
        a.number, a.hosts, a.began_nanos, a.ended, a.took_nanos, a.verdict, a.blame, a.message, a.stack
      from results.planned_case c left join results.attempt a on a.run = c.run and a.ordinal = c.ordinal
      where c.run = ?
      order by c.ordinal, a.number
      """;

  private final Reading reading;

  CaseReader(Reading reading) {
    this.reading = reading;
  }

  void each(String doing, long run, Consumer<CaseRecord> reader) {
    var open = new Gathering(reader);
    reading.each(doing, CASES, open::take, run);
    open.handOn();
  }

  /** The case whose attempts are being read. */
  private static final class Gathering {

    private final Consumer<CaseRecord> reader;
    /** A run has many cases and few needs. */
    private final Map<String, Need> needs = new HashMap<>();
    private int ordinal = -1;
    private @Nullable PlannedCase planned;
    private List<AttemptRecord> attempts = new ArrayList<>();

    Gathering(Consumer<CaseRecord> reader) {
      this.reader = reader;
    }

    void take(ResultSet row) throws SQLException {
      if (row.getInt("ordinal") != ordinal) {
        handOn();
        ordinal = row.getInt("ordinal");
        planned = planned(row, needs);
      }
      if (row.getObject("number") != null) {
        attempts.add(attempt(row));
      }
    }

    void handOn() {
      if (planned != null) {
        reader.accept(new CaseRecord(planned, List.copyOf(attempts)));
        attempts = new ArrayList<>();
      }
    }
  }

  private static PlannedCase planned(ResultSet row, Map<String, Need> needs) throws SQLException {
    return new PlannedCase(
        CaseId.of(row.getString("name")),
        row.getString("area"),
        row.getInt("priority"),
        needs.computeIfAbsent(row.getString("need"), Json::need),
        Nanos.duration(row.getLong("limit_nanos")),
        row.getString("source"));
  }

  private static AttemptRecord attempt(ResultSet row) throws SQLException {
    return new AttemptRecord(
        row.getInt("number"),
        Arrays.stream((String[]) row.getArray("hosts").getArray()).map(HostId::of).toList(),
        Nanos.instant(row.getLong("began_nanos")),
        outcome(row),
        Optional.ofNullable(row.getString("stack")).orElse(""),
        Nanos.duration(row.getLong("took_nanos")));
  }

  private static Optional<Outcome> outcome(ResultSet row) throws SQLException {
    if (row.getObject("ended") == null) {
      return Optional.empty();
    }
    return Optional.of(new Outcome(
        Verdict.valueOf(row.getString("verdict")), Outcome.Blame.valueOf(row.getString("blame")), row.getString("message"), null));
  }
}
