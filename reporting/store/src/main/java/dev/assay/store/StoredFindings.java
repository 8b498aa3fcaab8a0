package dev.assay.store;

import dev.assay.core.BuildId;
import dev.assay.core.Bytes;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.core.kpi.Kpi;
import dev.assay.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Findings by SQL over the schema {@code results}: each answer takes a fixed number of statements. */
public final class StoredFindings implements Findings {

  private final Reading reading;

  private StoredFindings(Reading reading) {
    this.reading = reading;
  }

  /** Bring the schema {@code results} up to date, and read there. */
  public static StoredFindings over(Database database) {
    database.migrate("results");
    return new StoredFindings(new Reading(database.dataSource()));
  }

  @Override
  public List<FailureGroup> failures(RunId run) {
    var places = new LinkedHashMap<Signature, List<Place>>();
    reading.each(
        "reading the failures of run " + run,
        """
        select s.number, s.verdict, s.message, s.frame, c.name, a.number
        from results.attempt a
          join results.signature s on s.number = a.signature
          join results.planned_case c on c.run = a.run and c.ordinal = a.ordinal
        where a.run = ?
        order by s.number, a.ordinal, a.number
        """,
        row -> places.computeIfAbsent(signature(row), _ -> new ArrayList<>()).add(new Place(CaseId.of(row.getString(5)), row.getInt(6))),
        RunNumber.of(run));
    var known = known(run, places.keySet().stream().map(Signature::number).toArray(Long[]::new));
    return places.entrySet().stream()
        .map(entry -> new FailureGroup(entry.getKey(), List.copyOf(entry.getValue()), Optional.ofNullable(known.get(entry.getKey().number()))))
        .sorted(Comparator.comparingInt((FailureGroup group) -> group.places().size()).reversed())
        .toList();
  }

  private static Signature signature(ResultSet row) throws SQLException {
    return new Signature(row.getLong(1), Verdict.valueOf(row.getString(2)), row.getString(3), row.getString(4));
  }

  private Map<Long, Sighting> known(RunId run, Long[] signatures) {
    var known = new HashMap<Long, Sighting>();
    reading.each(
        "looking for earlier failures like those of run " + run,
        """
        select asked.signature, first.number, first.build
        from results.run this
          cross join unnest(?::bigint[]) as asked(signature)
          cross join lateral (
            select r.number, r.build from results.attempt a join results.run r on r.number = a.run
            where a.signature = asked.signature and a.run < this.number and r.build <> this.build
            order by a.run limit 1) first
        where this.number = ?
        """,
        row -> known.put(row.getLong(1), new Sighting(RunNumber.name(row.getLong(2)), BuildId.of(row.getString(3)))),
        signatures,
        RunNumber.of(run));
    return known;
  }

  @Override
  public List<HeldEvidence> evidence(RunId run) {
    return reading.list(
        "listing the evidence of run " + run,
        """
        select c.name, e.attempt, e.name, e.media_type, e.full_size
        from results.evidence e join results.planned_case c on c.run = e.run and c.ordinal = e.ordinal
        where e.run = ?
        order by e.ordinal, e.attempt, e.id
        """,
        row -> new HeldEvidence(
            new Place(CaseId.of(row.getString(1)), row.getInt(2)), row.getString(3), row.getString(4), Bytes.of(row.getLong(5))),
        RunNumber.of(run));
  }

  @Override
  public List<PastResult> past(CaseId testCase, int limit) {
    return pasts(List.of(testCase), limit).getOrDefault(testCase, List.of());
  }

  @Override
  public Map<CaseId, List<PastResult>> pasts(List<CaseId> cases, int limit) {
    var pasts = new LinkedHashMap<CaseId, List<PastResult>>();
    reading.each(
        cases.size() == 1 ? "reading the past of case " + cases.getFirst() : "reading the past of " + cases.size() + " cases",
        """
        select asked.name, past.*
        from unnest(?::text[]) with ordinality as asked(name, place)
          cross join lateral (
            select r.number, r.build, r.started, last.verdict, last.blame, last.message, last.hosts, last.took_nanos,
              (select count(*) from results.attempt every where every.run = c.run and every.ordinal = c.ordinal) as attempts
            from results.planned_case c
              join results.run r on r.number = c.run
              cross join lateral (
                select * from results.attempt a
                where a.run = c.run and a.ordinal = c.ordinal and a.ended is not null
                order by a.number desc limit 1) last
            where c.name = asked.name
            order by c.run desc limit ?) past
        order by asked.place, past.number desc
        """,
        row -> pasts.computeIfAbsent(CaseId.of(row.getString("name")), _ -> new ArrayList<>()).add(pastResult(row)),
        cases.stream().map(CaseId::value).toArray(String[]::new),
        limit);
    return pasts;
  }

  private static PastResult pastResult(ResultSet row) throws SQLException {
    return new PastResult(
        RunNumber.name(row.getLong("number")),
        BuildId.of(row.getString("build")),
        row.getObject("started", OffsetDateTime.class).toInstant(),
        new Outcome(Verdict.valueOf(row.getString("verdict")), Outcome.Blame.valueOf(row.getString("blame")), row.getString("message"), null),
        row.getInt("attempts"),
        Arrays.stream((String[]) row.getArray("hosts").getArray()).map(HostId::of).toList(),
        Nanos.duration(row.getLong("took_nanos")));
  }

  @Override
  public List<String> leases(RunId run) {
    return reading.list(
        "reading by which leases run " + run + " had its hosts",
        "select substring(detail from '^lease (.*)$') from results.run_phase where run = ? and phase = 'RELEASE' and detail like 'lease %' order by id",
        row -> row.getString(1),
        RunNumber.of(run));
  }

  @Override
  public Map<CaseId, Usual> usual(RunId run) {
    var usual = new HashMap<CaseId, Usual>();
    reading.each(
        "reading how long the cases of run " + run + " took before",
        """
        with own as (select number, suite, lab, coalesce(options ->> 'sizes', '') as sizes from results.run where number = ?),
        earlier as (
          select r.number from results.run r, own
          where r.suite = own.suite and r.lab = own.lab and coalesce(r.options ->> 'sizes', '') = own.sizes and r.number < own.number
          order by r.number desc limit ?)
        select c.name, percentile_disc(0.95) within group (order by a.took_nanos), count(*)::int
        from results.attempt a join results.planned_case c on c.run = a.run and c.ordinal = a.ordinal
        where a.run in (select number from earlier) and a.verdict = 'PASS'
        group by c.name
        """,
        row -> usual.put(CaseId.of(row.getString(1)), new Usual(Nanos.duration(row.getLong(2)), row.getInt(3))),
        RunNumber.of(run), USUAL_RUNS);
    return usual;
  }

  @Override
  public List<Trend> trends(String kpi) {
    var points = new LinkedHashMap<SeriesName, List<TrendPoint>>();
    reading.each(
        "reading the trend of KPI " + kpi,
        """
        select k.name, k.unit, k.better, line.dimensions, r.number, r.build, reading.samples, reading.median, reading.least, reading.most
        from results.kpi k
          join results.series line on line.kpi = k.id
          join results.reading reading on reading.series = line.id
          join results.run r on r.number = reading.run
        where k.name = ?
        order by line.dimensions, r.number
        """,
        row -> points.computeIfAbsent(series(row), _ -> new ArrayList<>()).add(point(row)),
        kpi);
    return points.entrySet().stream()
        .map(entry -> new Trend(entry.getKey().kpi(), entry.getKey().dimensions(), List.copyOf(entry.getValue())))
        .toList();
  }

  @Override
  public List<CaseReading> readings(String kpi, CaseId testCase, int limit) {
    return reading.list(
        "reading what case " + testCase + " measured of KPI " + kpi,
        """
        select r.number, r.build, percentile_cont(0.5) within group (order by s.value), bool_and(r.options ->> 'only' is null)
        from results.kpi k
          join results.series line on line.kpi = k.id
          join results.sample s on s.series = line.id
          join results.planned_case c on c.run = s.run and c.ordinal = s.ordinal
          join results.run r on r.number = s.run
        where k.name = ? and c.name = ?
        group by r.number, r.build
        order by r.number desc
        limit ?
        """,
        row -> new CaseReading(RunNumber.name(row.getLong(1)), BuildId.of(row.getString(2)), row.getDouble(3), row.getBoolean(4)),
        kpi, testCase.value(), limit);
  }

  private static SeriesName series(ResultSet row) throws SQLException {
    return new SeriesName(new Kpi(row.getString(1), row.getString(2), Kpi.Better.valueOf(row.getString(3))), Json.map(row.getString(4)));
  }

  private static TrendPoint point(ResultSet row) throws SQLException {
    return new TrendPoint(
        RunNumber.name(row.getLong(5)), BuildId.of(row.getString(6)), row.getInt(7), row.getDouble(8), row.getDouble(9), row.getDouble(10));
  }
}
