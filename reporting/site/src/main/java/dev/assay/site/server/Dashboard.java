package dev.assay.site.server;

import dev.assay.core.time.Time;
import dev.assay.database.Database;
import dev.assay.site.access.Access;
import dev.assay.site.pages.Decisions;
import dev.assay.site.pages.Forecasts;
import dev.assay.site.pages.Pages;
import dev.assay.site.pages.Standings;
import dev.assay.store.Findings;
import dev.assay.store.Runs;
import java.util.ArrayList;
import java.util.List;

/** Puts a server's parts together from the database; what changes anything is handed in. */
public final class Dashboard {

  private Dashboard() {}

  /**
   * Make the parts.
   *
   * @param decisions the gate, as the command line asks it
   * @param forecasts when those who wait will be served, as {@code assay hosts plan} says it
   * @param controls calls that change something: submit, cancel, reserve and so on
   */
  public static SiteServer.Parts over(Database database, Runs runs, Findings findings, Decisions decisions, Forecasts forecasts, Time time, List<ApiRoute> controls) {
    var access = Access.over(database);
    var pages = new Pages(database, runs, findings, decisions, forecasts, time);
    var api = new ArrayList<>(ReadApi.routes(pages));
    api.addAll(new TriageControls(database, runs, findings, time).routes());
    api.addAll(controls);
    var live = new LiveRoute("/runs/{run}/events", "run", time, run -> pages.live(run).map(state -> new LiveRoute.State(state, state.state().equals("DONE"))));
    var files = new ArrayList<>(new Downloads(runs, findings).routes());
    files.addAll(new Signals(new Standings(database)).routes());
    return new SiteServer.Parts(access, time, pages.all(), api, List.of(live), files);
  }
}
