package dev.assay.site.pages;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.database.Sql;
import dev.assay.site.pages.LiveRun.Found;
import dev.assay.site.pages.LiveRun.Step;
import dev.assay.site.pages.LiveRun.UnderWay;
import dev.assay.store.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads how a run stands now, for those who watch it. */
final class LivePage {

  private static final int ENOUGH_FOR_A_PACE = 5;
  private static final int ENOUGH_FOR_A_PAST = 5;
  private static final int MOST = 8;

  /** What takes no longer than this is not called slow: a busy machine alone makes a second of half a one. */
  private static final double SHORT_SECONDS = 30;

  private static final int MOST_MESSAGE = 300;

  private final Look look;
  private final RunTable runs;
  private final Digests digests;
  private final Findings findings;

  LivePage(Look look, RunTable runs, Digests digests, Findings findings) {
    this.look = look;
    this.runs = runs;
    this.digests = digests;
    this.findings = findings;
  }

  View read(PageQuery query) {
    var name = query.path("run");
    var state = now(name).orElseThrow(() -> new AssayException.Nothing("looking for run '" + name + "': no such run is stored; see the list of runs"));
    return new View("Live " + name, "pages/live.jte", state);
  }

  Optional<LiveRun> now(String name) {
    return RunNumbers.number(name).flatMap(runs::find).map(run -> {
      var tally = digests.of(run).all();
      return new LiveRun(
          run.name(), run.word(), run.state(), run.suite(), run.product() + " " + run.version(), run.build(), run.lab(), run.owner(), run.started(), run.ended(),
          run.phase(), run.phaseDetail(), steps(run), tally, run.done() ? List.of() : underWay(run.number()), failures(run, tally), latest(run.number()), secondsLeft(run, tally));
    });
  }

  private List<Step> steps(RunFacts run) {
    var entered = RunPage.phases(look, run.number());
    var steps = new ArrayList<Step>();
    for (int i = 0; i < entered.size(); i++) {
      var end = i + 1 < entered.size() ? Optional.of(entered.get(i + 1).entered()) : run.ended();
      var from = entered.get(i).entered();
      steps.add(new Step(entered.get(i).phase(), from, end.map(to -> Math.max(0, Duration.between(from, to).toMillis() / 1e3))));
    }
    return steps;
  }

  private List<UnderWay> underWay(long run) {
    return look.list(
        "reading what R-" + run + " is at",
        row -> {
          var usual = row.getInt("known") < ENOUGH_FOR_A_PAST ? Optional.<Double>empty() : Optional.of(row.getDouble("usual"));
          double soFar = row.getDouble("so_far");
          return new UnderWay(row.getString("name"), row.getInt("number"), row.getString("hosts"), Sql.instant(row, "began"), usual,
              usual.filter(seconds -> soFar > Math.max(seconds, SHORT_SECONDS)).isPresent());
        },
        """
        select c.name, a.number, array_to_string(a.hosts, ' ') as hosts, a.began, extract(epoch from clock_timestamp() - a.began) as so_far, past.known, past.usual
        from results.attempt a
          join results.planned_case c on c.run = a.run and c.ordinal = a.ordinal
          cross join lateral (
            select count(*) as known, percentile_cont(0.95) within group (order by took) as usual from (
              select extract(epoch from e.ended - e.began) as took from results.planned_case p join results.attempt e on e.run = p.run and e.ordinal = p.ordinal
              where p.name = c.name and p.run < a.run and e.verdict = 'PASS' order by p.run desc limit 50) as earlier) as past
        where a.run = ? and a.ended is null order by a.began, a.ordinal limit ?
        """,
        run, MOST);
  }

  private List<Found> failures(RunFacts run, Tally tally) {
    if (tally.failed() + tally.inconclusive() + tally.flaky() == 0) {
      return List.of();
    }
    return findings.failures(RunId.of(run.name())).stream()
        .sorted(Comparator.comparing((Findings.FailureGroup group) -> !group.isNew()).thenComparing(group -> -group.places().size()))
        .limit(MOST)
        .map(group -> new Found(
            "F-" + group.signature().number(), group.signature().verdict().name(), group.isNew(), group.places().size(), cut(group.signature().message())))
        .toList();
  }

  private static String cut(String message) {
    return message.length() <= MOST_MESSAGE ? message : message.substring(0, MOST_MESSAGE - 1) + "\u2026";
  }

  private List<RunView.CaseRow> latest(long run) {
    return look.list("reading the latest cases of R-" + run, RunPage::caseRow,
        RunPage.CASES + " and c.ordinal in (select ordinal from results.attempt where run = ? and ended is not null order by ended desc, ordinal desc limit ?) order by c.ordinal desc",
        run, run, MOST);
  }

  /** Guess what is left from the pace so far; nothing until some cases have ended, since the first ones tell little. */
  private Optional<Double> secondsLeft(RunFacts run, Tally tally) {
    int ended = tally.planned() - tally.untried();
    if (!run.state().equals("RUNNING") || ended < ENOUGH_FOR_A_PACE || tally.untried() == 0) {
      return Optional.empty();
    }
    return look.one("reading since when " + run.name() + " executes", row -> row.getDouble(1),
        "select extract(epoch from clock_timestamp() - min(entered)) from results.run_phase where run = ? and phase = 'EXECUTE' having count(*) > 0", run.number())
        .map(seconds -> seconds * tally.untried() / ended);
  }
}
