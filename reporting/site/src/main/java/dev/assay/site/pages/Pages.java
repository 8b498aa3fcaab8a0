package dev.assay.site.pages;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import dev.assay.database.Database;
import dev.assay.site.access.Role;
import dev.assay.store.Findings;
import java.util.List;
import java.util.Optional;

/** All pages over one database. */
public final class Pages {

  private final ReadinessPage readiness;
  private final RunsPage runs;
  private final RunPage run;

  public Pages(Database database, Findings findings, Decisions decisions, Time time) {
    var look = new Look(database);
    var table = new RunTable(look);
    var digests = new Digests(look);
    readiness = new ReadinessPage(look, table, digests, new KeptDecisions(decisions, look, time));
    runs = new RunsPage(look, table, digests);
    run = new RunPage(look, table, digests, findings);
  }

  public List<PageRoute> all() {
    return List.of(
        new PageRoute("/", Role.VIEWER, readiness::read),
        new PageRoute("/runs", Role.VIEWER, runs::read),
        new PageRoute("/runs/{run}", Role.VIEWER, run::read),
        new PageRoute("/runs/{run}/live", Role.VIEWER, this::livePage));
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
