package dev.assay.store;

import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.RunId;
import dev.assay.core.SuiteName;
import dev.assay.core.Verdict;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.kpi.Sample;
import dev.assay.core.run.Evidence;
import dev.assay.core.run.HistoryEvent;
import dev.assay.core.run.Journal;
import dev.assay.core.run.PlannedCase;
import dev.assay.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The runs stored in PostgreSQL: written through Hibernate, read by SQL. */
public final class StoredRuns implements Runs, AutoCloseable {

  private final Writing writing;
  private final RunWriter runWriter;
  private final SampleWriter sampleWriter;
  private final Reading reading;
  private final RunReader runReader;
  private final CaseReader caseReader;

  private StoredRuns(Database database) {
    writing = new Writing(database.dataSource());
    runWriter = new RunWriter(writing);
    sampleWriter = new SampleWriter(writing);
    reading = new Reading(database.dataSource());
    runReader = new RunReader(reading);
    caseReader = new CaseReader(reading);
  }

  /** Bring the schema {@code results} up to date, and read and write there; closing it leaves the database open. */
  public static StoredRuns over(Database database) {
    database.migrate("results");
    return new StoredRuns(database);
  }

  @Override
  public RunId open(RunHeader header, List<PlannedCase> plan) {
    return runWriter.open(header, plan);
  }

  @Override
  public Journal resume(RunId run, String controller) {
    return new StoredJournal(writing, sampleWriter, runWriter.takeOver(run, controller));
  }

  @Override
  public void leave(RunId run, String controller) {
    runWriter.leave(run, controller);
  }

  @Override
  public void heartbeat(RunId run, String controller) {
    runWriter.heartbeat(run, controller);
  }

  @Override
  public void close(RunId run, String controller, Verdict verdict, String historyHash) {
    runWriter.close(run, controller, verdict, historyHash);
  }

  @Override
  public Optional<RunRecord> find(RunId run) {
    return runReader.read("looking for run " + run, "where r.number = ?", RunNumber.of(run)).stream().findFirst();
  }

  @Override
  public List<RunRecord> latest(int limit) {
    return runReader.read("listing the latest runs", "order by r.number desc limit ?", limit);
  }

  @Override
  public List<RunRecord> ofBuild(String build, Optional<SuiteName> suite) {
    var doing = "listing the runs of build " + build;
    return suite
        .map(name -> runReader.read(doing, "where r.build = ? and r.suite = ? order by r.number desc", build, name.value()))
        .orElseGet(() -> runReader.read(doing, "where r.build = ? order by r.number desc", build));
  }

  @Override
  public List<CaseRecord> cases(RunId run) {
    var cases = new ArrayList<CaseRecord>();
    eachCase(run, cases::add);
    return cases;
  }

  @Override
  public void eachCase(RunId run, Consumer<CaseRecord> reader) {
    caseReader.each("reading the cases of run " + run, stored(run), reader);
  }

  @Override
  public void history(RunId run, Consumer<HistoryEvent> reader) {
    reading.each(
        "reading the history of run " + run,
        "select sequence, at_nanos, kind, subject, details from results.history_event where run = ? order by sequence",
        row -> reader.accept(event(row)),
        stored(run));
  }

  private static HistoryEvent event(ResultSet row) throws SQLException {
    return new HistoryEvent(row.getLong(1), Nanos.instant(row.getLong(2)), row.getString(3), row.getString(4), Json.map(row.getString(5)));
  }

  @Override
  public List<StoredSample> samples(RunId run) {
    var samples = new ArrayList<StoredSample>();
    eachSample(run, samples::add);
    return samples;
  }

  @Override
  public void eachSample(RunId run, Consumer<StoredSample> reader) {
    reading.each(
        "reading the samples of run " + run,
        """
        select c.name, s.attempt, k.name, k.unit, k.better, s.value, s.at_nanos, line.dimensions
        from results.sample s
          join results.planned_case c on c.run = s.run and c.ordinal = s.ordinal
          join results.series line on line.id = s.series
          join results.kpi k on k.id = line.kpi
        where s.run = ?
        order by s.ordinal, s.attempt, s.at_nanos, k.name, s.series, s.value
        """,
        row -> reader.accept(sample(row)),
        stored(run));
  }

  private static StoredSample sample(ResultSet row) throws SQLException {
    var kpi = new Kpi(row.getString(3), row.getString(4), Kpi.Better.valueOf(row.getString(5)));
    var sample = new Sample(kpi, row.getDouble(6), Nanos.instant(row.getLong(7)), Json.map(row.getString(8)));
    return new StoredSample(CaseId.of(row.getString(1)), row.getInt(2), sample);
  }

  @Override
  public List<Evidence> evidence(RunId run, CaseId testCase, int attempt) {
    return reading.list(
        "reading the evidence of attempt " + attempt + " of " + testCase + " in run " + run,
        """
        select e.name, e.media_type, e.content
        from results.evidence e join results.planned_case c on c.run = e.run and c.ordinal = e.ordinal
        where e.run = ? and c.name = ? and e.attempt = ?
        order by e.id
        """,
        row -> KeptEvidence.evidence(row.getString(1), row.getString(2), row.getBytes(3)),
        stored(run),
        testCase.value(),
        attempt);
  }

  /** Return the number of a run that is there. */
  private long stored(RunId run) {
    long number = RunNumber.of(run);
    reading
        .one("looking for run " + run, "select number from results.run where number = ?", row -> row.getLong(1), number)
        .orElseThrow(() -> new AssayException.Nothing("looking for run " + run + ": no such run is stored; see: assay status"));
    return number;
  }

  @Override
  public void close() {
    writing.close();
  }
}
