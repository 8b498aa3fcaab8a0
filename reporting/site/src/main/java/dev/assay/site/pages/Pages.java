package dev.assay.site.pages;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import dev.assay.database.Database;
import dev.assay.judge.triage.Mutes;
import dev.assay.judge.triage.Triage;
import dev.assay.site.access.Role;
import dev.assay.store.Findings;
import dev.assay.store.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All pages over one database. */
public final class Pages {

  private final ReadinessPage readiness;
  private final RunsPage runs;
  private final RunPage run;
  private final List<PageRoute> others;

  public Pages(Database database, Runs stored, Findings findings, Decisions decisions, Forecasts forecasts, Time time) {
    var look = new Look(database);
    var triage = Triage.over(database, stored, findings);
    var mutes = Mutes.over(database);
    var table = new RunTable(look);
    var digests = new Digests(look);
    readiness = new ReadinessPage(look, table, digests, new KeptDecisions(decisions, look, time));
    runs = new RunsPage(look, table, digests);
    run = new RunPage(look, table, digests, findings);
    others = List.of(
        new PageRoute("/runs/{run}/case", Role.VIEWER, new CasePage(look, table)::read),
        new PageRoute("/tests", Role.VIEWER, new TestsPage(look)::read),
        new PageRoute("/tests/history", Role.VIEWER, new HistoryPage(look, mutes)::read),
        new PageRoute("/kpis", Role.VIEWER, new KpisPage(look)::read),
        new PageRoute("/kpis/trend", Role.VIEWER, new TrendPage(look)::read),
        new PageRoute("/compare", Role.VIEWER, new ComparePage(look, table)::read),
        new PageRoute("/scale", Role.VIEWER, new ScalePage(look, table)::read),
        new PageRoute("/triage", Role.VIEWER, new TriagePage(look, triage, mutes, time)::read),
        new PageRoute("/lab", Role.VIEWER, new LabPage(look, forecasts)::read),
        new PageRoute("/audit", Role.LAB_ADMIN, new AuditPage(look)::read));
  }

  public List<PageRoute> all() {
    var all = new ArrayList<>(List.of(
        new PageRoute("/", Role.VIEWER, readiness::read),
        new PageRoute("/runs", Role.VIEWER, runs::read),
        new PageRoute("/runs/{run}", Role.VIEWER, run::read),
        new PageRoute("/runs/{run}/live", Role.VIEWER, this::livePage)));
    all.addAll(others);
    return all;
  }

  private View livePage(PageQuery query) {
    var name = query.path("run");
    var state = run.live(name).orElseThrow(() -> new AssayException.Nothing("looking for run '" + name + "': no such run is stored; see the list of runs"));
    return new View("Live " + name, "pages/live.jte", state);
  }

  /** Say how a run stands now; empty when there is none of that name. */
  public Optional<LiveRun> live(String run) {
    return this.run.live(run);
  }
}
