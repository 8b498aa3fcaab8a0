package dev.assay.site.pages;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.database.Sql;
import dev.assay.site.pages.RunView.Bar;
import dev.assay.site.pages.RunView.CaseRow;
import dev.assay.site.pages.RunView.Failure;
import dev.assay.site.pages.RunView.Measured;
import dev.assay.site.pages.RunView.PhaseTime;
import dev.assay.site.pages.RunView.Where;
import dev.assay.store.Findings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads one run; the parts of a run that has ended are read once. */
final class RunPage {

  private static final int MOST_BARS = 1_000;
  private static final int MOST_FAILURES = 40;
  private static final int MOST_PLACES = 6;
  private static final int SLOWEST = 10;
  private static final int KEPT = 200;
  private static final int KEPT_LISTS = 40;

  /** Each holds up to five hundred cases. */
  private static final int KEPT_PAGES = 50;

  /** One row per case: its last ended attempt, and what all its attempts come to. */
  static final String CASES =
      """
      select c.ordinal, c.name, c.area, coalesce(last.verdict, '') as verdict, coalesce(last.blame, '') as blame, coalesce(sums.attempts, 0) as attempts,
        coalesce(sums.failed > 0 and last.verdict = 'PASS', false) as flaky, coalesce(array_to_string(last.hosts, ' '), '') as hosts,
        coalesce(sums.took, 0) / 1e9 as took, case when last.verdict = 'PASS' then '' else coalesce(left(last.message, 300), '') end as message,
        coalesce(last.signature, 0) as signature
      from results.planned_case c
        left join lateral (select * from results.attempt a where a.run = c.run and a.ordinal = c.ordinal and a.ended is not null
          order by a.number desc limit 1) last on true
        left join lateral (select count(*)::int as attempts, sum(a.took_nanos) as took, count(*) filter (where a.verdict = 'FAIL') as failed
          from results.attempt a where a.run = c.run and a.ordinal = c.ordinal) sums on true
      where c.run = ?
      """;

  private static final String FILTER = " and (? = '' or c.area = ?) and (? = '' or position(lower(?) in lower(c.name)) > 0)"
      + " and (? = '' or coalesce(last.verdict, 'NOT TRIED') = ? or (? = 'FLAKY' and sums.failed > 0 and last.verdict = 'PASS'))";

  private final Look look;
  private final RunTable runs;
  private final Digests digests;
  private final Findings findings;
  private final Recent<Long, Parts> ended = new Recent<>(KEPT);
  private final Recent<List<Object>, List<CaseRow>> pages = new Recent<>(KEPT_PAGES);
  private final Recent<String, List<Integer>> rare = new Recent<>(KEPT_LISTS);
  private final Recent<String, Integer> counted = new Recent<>(KEPT_LISTS);

  RunPage(Look look, RunTable runs, Digests digests, Findings findings) {
    this.look = look;
    this.runs = runs;
    this.digests = digests;
    this.findings = findings;
  }

  /** What does not hang on filters. */
  private record Parts(List<String> hosts, List<Failure> failures, int failuresLeftOut, List<CaseRow> slowest, List<Bar> bars, int barsLeftOut, List<Measured> kpis,
      List<PhaseTime> phases) {}

  View read(PageQuery query) {
    var run = RunNumbers.find(runs, query.path("run"));
    var digest = digests.of(run);
    var parts = run.done() ? ended.get(run.number(), () -> parts(run)) : parts(run);
    var verdict = query.text("verdict").orElse("");
    var area = query.text("area").orElse("");
    var search = query.text("search").orElse("");
    int from = query.number("from", 0, 10_000_000, 0);
    var cases = pages.getIf(List.of(run.number(), verdict, area, search, from), () -> cases(run, verdict, area, search, from), _ -> run.done());
    int fresh = (int) parts.failures().stream().filter(Failure::fresh).count();
    var view = new RunView(
        run, digest.all(), digest.areas().entrySet().stream().map(entry -> new RunView.AreaTally(entry.getKey(), entry.getValue())).toList(), parts.hosts(),
        parts.failures(), parts.failuresLeftOut(), parts.slowest(), cases, matching(run, digest, verdict, area, search), from, verdict, area, search,
        parts.bars(), parts.barsLeftOut(), parts.kpis(), parts.phases(), new RunView.Counts(fresh, parts.failures().size() - fresh));
    return new View(run.word() + " " + run.suite() + " " + run.build() + " " + run.name(), "pages/run.jte", view);
  }

  private Parts parts(RunFacts run) {
    long number = run.number();
    var groups = findings.failures(RunId.of(run.name()));
    int attempts = look.one("counting the attempts of " + run.name(), row -> row.getInt(1),
        "select coalesce(sum(cardinality(hosts)), 0) from results.attempt where run = ? and ended is not null", number).orElse(0);
    var bars = bars(number);
    return new Parts(
        hosts(number), groups.stream().sorted(order()).limit(MOST_FAILURES).map(group -> failure(number, group)).toList(),
        Math.max(0, groups.size() - MOST_FAILURES), slowest(number), bars, Math.max(0, attempts - bars.size()), measured(number), phases(number));
  }

  private static Comparator<Findings.FailureGroup> order() {
    return Comparator.comparing((Findings.FailureGroup group) -> group.signature().verdict()).reversed()
        .thenComparing(group -> !group.isNew())
        .thenComparing(group -> -group.places().size());
  }

  private List<String> hosts(long run) {
    return look.list("reading the hosts of R-" + run, row -> row.getString(1),
        "select distinct unnest(hosts) from results.attempt where run = ? order by 1", run);
  }

  private Failure failure(long run, Findings.FailureGroup group) {
    var places = look.list(
        "reading where F-" + group.signature().number() + " was seen",
        row -> new Where(row.getString(1), row.getInt(2), row.getString(3), row.getString(4), row.getString(5)),
        """
        select c.name, a.number, array_to_string(a.hosts, ' '), coalesce(a.blame, ''), coalesce(left(a.message, 2000), '')
        from results.attempt a join results.planned_case c on c.run = a.run and c.ordinal = a.ordinal
        where a.run = ? and a.signature = ? order by a.ordinal, a.number limit ?
        """,
        run, group.signature().number(), MOST_PLACES);
    var known = group.known();
    return new Failure(
        group.signature().number(), group.signature().verdict().name(), group.signature().message(), group.signature().frame(),
        known.map(sighting -> sighting.build().value()).orElse(""), known.map(sighting -> sighting.run().value()).orElse(""), group.places().size(), places);
  }

  private List<CaseRow> slowest(long run) {
    return look.list("reading the slowest cases of R-" + run, RunPage::caseRow,
        CASES + " and c.ordinal in (select ordinal from results.attempt where run = ? and ended is not null group by ordinal order by sum(took_nanos) desc, ordinal limit ?)"
            + " order by took desc, c.ordinal",
        run, run, SLOWEST);
  }

  private List<CaseRow> cases(RunFacts facts, String verdict, String area, String search, int from) {
    long run = facts.number();
    if (facts.done() && isRare(verdict)) {
      var ordinals = keptRare(facts, verdict, area, search);
      var page = ordinals.subList(Math.min(from, ordinals.size()), Math.min(from + RunView.PAGE, ordinals.size()));
      return look.list("reading the cases of R-" + run, RunPage::caseRow, CASES + " and c.ordinal = any(string_to_array(?, ' ')::int[]) order by c.ordinal",
          run, String.join(" ", page.stream().map(String::valueOf).toList()));
    }
    return look.list("reading the cases of R-" + run, RunPage::caseRow, CASES + FILTER + " order by c.ordinal limit ? offset ?",
        run, area, area, search, search, verdict, verdict, verdict, RunView.PAGE, from);
  }

  private List<Integer> keptRare(RunFacts run, String verdict, String area, String search) {
    return rare.get(String.join("/", run.name(), verdict, area, search), () -> rare(run.number(), verdict, area, search));
  }

  /** Find the cases that ended in a way that few do: by an index, since looking through all of a large run takes a while. */
  private List<Integer> rare(long run, String verdict, String area, String search) {
    return look.list("looking for cases of R-" + run, row -> row.getInt("ordinal"),
        CASES + FILTER + " and c.ordinal in (select ordinal from results.attempt where run = ? and verdict = ? and verdict <> 'PASS') order by c.ordinal",
        run, area, area, search, search, verdict, verdict, verdict, run, verdict.equals("FLAKY") ? "FAIL" : verdict);
  }

  private static boolean isRare(String verdict) {
    return verdict.equals("FAIL") || verdict.equals("FLAKY") || verdict.equals("INCONCLUSIVE") || verdict.equals("SKIPPED");
  }

  private int matching(RunFacts run, Digest digest, String verdict, String area, String search) {
    var tally = area.isEmpty() ? digest.all() : digest.areas().getOrDefault(area, Tally.NONE);
    int ofAll = switch (verdict) {
      case "" -> tally.planned();
      case "PASS" -> tally.passed();
      case "FAIL" -> tally.failed();
      case "INCONCLUSIVE" -> tally.inconclusive();
      case "SKIPPED" -> tally.skipped();
      case "FLAKY" -> tally.flaky();
      case "NOT TRIED" -> tally.untried();
      default -> throw new AssayException.Usage(
          "reading the address: verdict is '" + verdict + "'; expected PASS, FAIL, INCONCLUSIVE, SKIPPED, FLAKY or NOT TRIED");
    };
    if (search.isEmpty()) {
      return ofAll;
    }
    if (run.done() && isRare(verdict)) {
      return keptRare(run, verdict, area, search).size();
    }
    return run.done() ? counted.get(String.join("/", run.name(), verdict, area, search), () -> counted(run.number(), verdict, area, search)) : counted(run.number(), verdict, area, search);
  }

  private int counted(long run, String verdict, String area, String search) {
    if (verdict.isEmpty()) {
      return look.one("counting the cases of R-" + run, row -> row.getInt(1),
          "select count(*)::int from results.planned_case c where c.run = ? and (? = '' or c.area = ?) and position(lower(?) in lower(c.name)) > 0", run, area, area, search).orElse(0);
    }
    return look.one("counting the cases of R-" + run, row -> row.getInt(1),
        """
        select count(*)::int from results.planned_case c
          left join lateral (select verdict from results.attempt a where a.run = c.run and a.ordinal = c.ordinal and a.ended is not null
            order by a.number desc limit 1) last on true
          left join lateral (select count(*) filter (where a.verdict = 'FAIL') as failed from results.attempt a where a.run = c.run and a.ordinal = c.ordinal) sums on true
        where c.run = ? and (? = '' or c.area = ?) and position(lower(?) in lower(c.name)) > 0
          and (? = '' or coalesce(last.verdict, 'NOT TRIED') = ? or (? = 'FLAKY' and sums.failed > 0 and last.verdict = 'PASS'))
        """,
        run, area, area, search, verdict, verdict, verdict).orElse(0);
  }

  static CaseRow caseRow(ResultSet row) throws SQLException {
    return new CaseRow(
        row.getInt("ordinal"), row.getString("name"), row.getString("area"), row.getString("verdict"), row.getString("blame"), row.getInt("attempts"),
        row.getBoolean("flaky"), row.getString("hosts"), row.getDouble("took"), row.getString("message"), row.getLong("signature"));
  }

  private List<Bar> bars(long run) {
    return look.list(
        "reading the attempts of R-" + run + " over time",
        row -> new Bar(row.getString(1), row.getString(2), row.getInt(3), row.getString(4), row.getDouble(5), row.getDouble(6)),
        """
        select host, c.name, a.number, a.verdict, (a.began_nanos - first.nanos) / 1e9, (a.began_nanos + a.took_nanos - first.nanos) / 1e9
        from results.attempt a
          join results.planned_case c on c.run = a.run and c.ordinal = a.ordinal
          cross join (select min(began_nanos) as nanos from results.attempt where run = ?) first
          cross join lateral unnest(a.hosts) as host
        where a.run = ? and a.ended is not null order by a.ordinal, a.number, host limit ?
        """,
        run, run, MOST_BARS);
  }

  private List<Measured> measured(long run) {
    return look.list(
        "reading what R-" + run + " measured",
        row -> new Measured(row.getString("name"), row.getString("unit"), row.getString("better"), Dimensions.words(row.getString("dimensions")), row.getLong("samples"),
            row.getDouble("least"), row.getDouble("median"), row.getDouble("p95"), row.getDouble("most")),
        """
        select k.name, k.unit, k.better, line.dimensions, count(*) as samples, min(s.value) as least, max(s.value) as most,
          percentile_cont(0.5) within group (order by s.value) as median, percentile_cont(0.95) within group (order by s.value) as p95
        from results.sample s join results.series line on line.id = s.series join results.kpi k on k.id = line.kpi
        where s.run = ? group by k.name, k.unit, k.better, line.dimensions order by k.name, line.dimensions limit 200
        """,
        run);
  }

  private List<PhaseTime> phases(long run) {
    return phases(look, run);
  }

  static List<PhaseTime> phases(Look look, long run) {
    return look.list("reading the phases of R-" + run, row -> new PhaseTime(row.getString("phase"), row.getString("detail"), Sql.instant(row, "entered")),
        "select phase, detail, entered from results.run_phase where run = ? order by id", run);
  }
}
