package dev.assay.cli;

import dev.assay.cli.serve.Etas;
import dev.assay.cli.serve.Gates;
import dev.assay.core.benchmark.Figure;
import dev.assay.core.time.SystemTime;
import dev.assay.database.Database;
import dev.assay.inventory.LabFile;
import dev.assay.site.benchmark.ManyResults;
import dev.assay.site.benchmark.PageSpeed;
import dev.assay.store.benchmark.ManySamples;
import java.util.List;

/** Fills a database with a large past, then measures the dashboard over it, gates included. */
final class PagesBench {

  /** How much is there to look through; the large run comes on top of the others. */
  record Size(int kpis, int runs, int samples, int cases, int large, int vms) {

    static final Size FULL = new Size(500, 2_000, 10, 50, 100_000, 1_000);
  }

  private PagesBench() {}

  static List<Figure> measure(Workspace workspace, Database database, Size size, int rounds) {
    fill(database, size);
    return measureFilled(workspace, database, size, rounds);
  }

  static void fill(Database database, Size size) {
    new ManySamples(database, size.kpis(), size.runs(), size.samples());
    var results = new ManyResults(database);
    results.addCases(1, size.runs(), size.cases());
    results.addStorm(size.runs(), size.vms());
    results.addStorm(size.runs() - 1, size.vms());
    results.addRun("bvt", size.large());
  }

  /** Measure over what {@link #fill} left there. */
  static List<Figure> measureFilled(Workspace workspace, Database database, Size size, int rounds) {
    long large = size.runs() + 1;
    try (var services = Services.over(workspace, database)) {
      services.synced(LabFile.read(workspace.home().resolve("lab-inventory/labs/large.yaml")));
      var pages = List.of(
          "/", "/runs", "/runs/R-" + size.runs(), "/runs/R-" + large, "/runs/R-" + large + "?verdict=FAIL&from=500", "/runs/R-" + size.runs() + "/case?name=area-3%2Fbehaviour-3", "/tests",
          "/tests/history?case=area-3%2Fbehaviour-3", "/kpis", "/kpis/trend?kpi=" + ManySamples.kpi(9, size.kpis()),
          "/compare?base=build-" + (size.runs() - 10) + "&build=build-" + size.runs(),
          "/scale?run=R-" + size.runs() + "&other=R-" + (size.runs() - 1), "/triage", "/triage?signature=F-19", "/lab", "/audit");
      return PageSpeed.measure(database, services.runs(), services.findings(), new Gates(services), new Etas(services), SystemTime.real(), pages, rounds);
    }
  }
}
