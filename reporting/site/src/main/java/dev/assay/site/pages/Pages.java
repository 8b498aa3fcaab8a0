package dev.assay.site.pages;

import dev.assay.core.time.Time;
import dev.assay.database.Database;
import dev.assay.judge.trend.KpiTrends;
import dev.assay.judge.triage.Mutes;
import dev.assay.judge.triage.Triage;
import dev.assay.site.access.Role;
import dev.assay.store.Findings;
import dev.assay.store.Runs;
import dev.assay.store.StoredKpiBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All pages over one database. */
public final class Pages {

  private final ReadinessPage readiness;
  private final RunsPage runs;
  private final RunPage run;
  private final LivePage live;
  private final List<PageRoute> others;

  public Pages(Database database, Runs stored, Findings findings, Decisions decisions, Forecasts forecasts, Time time) {
    var look = new Look(database);
    var triage = Triage.over(database, stored, findings);
    var mutes = Mutes.over(database);
    var marks = new Marks(look);
    var table = new RunTable(look);
    var digests = new Digests(look);
    var names = new Names(look);
    readiness = new ReadinessPage(look, table, digests, marks, new KeptDecisions(decisions, time));
    runs = new RunsPage(table, digests, marks, names);
    run = new RunPage(look, table, digests, findings);
    live = new LivePage(look, table, digests, findings);
    others = List.of(
        new PageRoute("/runs/{run}/case", Role.VIEWER, new CasePage(look, table)::read,
            Parameter.text("name", "the case").needed()),
        new PageRoute("/tests", Role.VIEWER, new TestsPage(look, marks)::read,
            Parameter.text("suite", "its name; the one run last if not said"), Parameter.text("search", "a part of names"), Parameter.number("from", "the first row, counted from 0")),
        new PageRoute("/tests/history", Role.VIEWER, new HistoryPage(look, mutes)::read,
            Parameter.text("case", "its name").needed(), Parameter.text("build", "only of this build")),
        new PageRoute("/kpis", Role.VIEWER, new KpisPage(look, marks)::read,
            Parameter.text("search", "a part of names")),
        new PageRoute("/kpis/trend", Role.VIEWER, new TrendPage(look, marks)::read,
            Parameter.text("kpi", "its name").needed(), Parameter.text("series", "which of its series, as the answer names them"), Parameter.text("version", "only builds of this version")),
        new PageRoute("/compare", Role.VIEWER, new ComparePage(look, table, marks, new KpiTrends(StoredKpiBook.over(database)))::read,
            Parameter.text("build", "the later one; the newest if not said"), Parameter.text("base", "the earlier one"), Parameter.text("regressions", "'yes': only what got worse"),
            Parameter.text("all", "'yes': every KPI, not only the surest hundred")),
        new PageRoute("/scale", Role.VIEWER, new ScalePage(look, table, marks)::read,
            Parameter.text("run", "the run"), Parameter.text("other", "a run to lay beside it"), Parameter.text("case", "the case")),
        new PageRoute("/triage", Role.VIEWER, new TriagePage(look, marks, names, triage, mutes, time)::read,
            Parameter.text("build", "only failures of this build"), Parameter.text("state", "only failures in this state"), Parameter.text("signature", "a failure to show in full")),
        new PageRoute("/lab", Role.VIEWER, new LabPage(look, forecasts)::read,
            Parameter.text("lab", "its name"), Parameter.text("host", "a host to show in full")),
        new PageRoute("/audit", Role.LAB_ADMIN, new AuditPage(look)::read,
            Parameter.text("who", "only of this name"), Parameter.text("what", "a part of what was done")));
  }

  public List<PageRoute> all() {
    var all = new ArrayList<>(List.of(
        new PageRoute("/", Role.VIEWER, readiness::read,
            Parameter.text("build", "the build; the newest if not said"), Parameter.text("mine", "whose builds")),
        new PageRoute("/runs", Role.VIEWER, runs::read,
            Parameter.text("suite", "only of this suite"), Parameter.text("build", "only of this build"), Parameter.text("verdict", "only with this verdict"), Parameter.number("before", "only runs with a smaller number"), Parameter.number("limit", "how many")),
        new PageRoute("/runs/{run}", Role.VIEWER, run::read,
            Parameter.text("verdict", "only cases with this verdict"), Parameter.text("area", "only cases of this area"), Parameter.text("search", "a part of names"), Parameter.number("from", "the first row, counted from 0")),
        new PageRoute("/runs/{run}/live", Role.VIEWER, live::read)));
    all.addAll(others);
    return all;
  }

  /** Say how a run stands now; empty when there is none of that name. */
  public Optional<LiveRun> live(String run) {
    return live.now(run);
  }
}
