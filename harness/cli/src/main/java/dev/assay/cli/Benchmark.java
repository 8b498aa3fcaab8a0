package dev.assay.cli;

import dev.assay.core.benchmark.Figure;
import dev.assay.core.benchmark.Race;
import dev.assay.core.time.SystemTime;
import dev.assay.database.Database;
import dev.assay.inventory.benchmark.LeaseSpeed;
import dev.assay.inventory.benchmark.PlanningSpeed;
import dev.assay.judge.benchmark.ChangePointSpeed;
import dev.assay.judge.benchmark.ChangeQuality;
import dev.assay.judge.benchmark.GateFigures;
import dev.assay.judge.benchmark.TrendSpeed;
import dev.assay.simulator.benchmark.LabScale;
import dev.assay.simulator.benchmark.LabSize;
import dev.assay.simulator.benchmark.SimulationSpeed;
import dev.assay.simulator.served.benchmark.ServedSpeed;
import dev.assay.store.benchmark.IngestSpeed;
import dev.assay.testkit.benchmark.HarnessOverhead;
import java.util.List;

/** The benchmarks that anyone can run; each knows where what it measures lives, and how often it is worth repeating. */
enum Benchmark {
  HARNESS("harness", "a case under the harness against plain TestNG running the same empty case", 15),
  LEASES("leases", "a host reserved, granted and released against one row updated and updated back", 15),
  PLANNING("planning", "a forward plan of 10,000 claims over 5,000 hosts, and one need matched over them, against sorting as many numbers", 5),
  CHANGE_POINTS("change-points", "change points of 300 KPIs x 500 points on one thread against sorting them", 10),
  CHANGE_QUALITY("change-quality", "how often change points are found and invented, on seeded series; ratios are over the goals", 3),
  GATE_QUALITY("gate-quality", "regressions among 300 KPIs of a build found and invented, on seeded builds; ratios are over the goals", 5),
  SIMULATOR("simulator", "seconds that pass in the simulated lab while one passes here", 7),
  LAB_SCALE("lab-scale", "a full host, a full pool and two weeks of operations in the simulated lab; ratios are over the goals", 3),
  LAB_SIZE("lab-size", "memory and listings of a simulated lab of 5,000 hosts and 100,000 VMs; ratios are over the goal, then over a quarter of it", 3),
  XAPI_SERVER("xapi-server", "calls to the served simulated XAPI from 8 clients, against an HTTPS server that only sends bytes back", 5),
  INGEST("ingest", "samples stored through the run's journal against bare COPY and Hibernate's batches", 7),
  TRENDS("trends", "trends and change points over 10 million samples, 500 KPIs x 2,000 builds; ratios are over the goals", 5),
  PAGES("pages", "each page of the dashboard asked for by 16 clients at once, over 10 million samples and 200,000 results; ratios are over the goals", 5),
  REPORT("report", "the reports of a run with 100,000 results, in 512 MB of heap, against Allure's own generator on the same results", 3);

  final String label;
  final String description;
  final int repetitions;

  Benchmark(String label, String description, int repetitions) {
    this.label = label;
    this.description = description;
    this.repetitions = repetitions;
  }

  /** Run it; those that need a database start one of their own, durable as the real one, and throw it away. */
  List<Figure> run(Workspace workspace, int warmUps, int repeated) {
    return switch (this) {
      case HARNESS -> run(HarnessOverhead.race(), warmUps, repeated);
      case PLANNING -> run(PlanningSpeed.race(), warmUps, repeated);
      case CHANGE_POINTS -> run(ChangePointSpeed.race(), warmUps, repeated);
      case CHANGE_QUALITY -> ChangeQuality.measure(repeated);
      case GATE_QUALITY -> GateFigures.measure(repeated);
      case SIMULATOR -> run(SimulationSpeed.race(), warmUps, repeated);
      case LAB_SCALE -> LabScale.measure(SystemTime.real(), warmUps, repeated);
      case LAB_SIZE -> LabSize.measure(SystemTime.real(), repeated);
      case XAPI_SERVER -> {
        try (var served = new ServedSpeed()) {
          yield served.run(SystemTime.real(), warmUps, repeated);
        }
      }
      case LEASES -> onDatabase(workspace, database -> run(LeaseSpeed.race(database), warmUps, repeated));
      case TRENDS -> onDatabase(workspace, database -> TrendSpeed.measure(database, SystemTime.real(), repeated));
      case PAGES -> onDatabase(workspace, database -> PagesBench.measure(workspace, database, PagesBench.Size.FULL, repeated));
      case REPORT -> ReportBench.measure(workspace, repeated);
      case INGEST -> onDatabase(workspace, database -> {
        try (var ingest = new IngestSpeed(database)) {
          return run(ingest.race(), warmUps, repeated);
        }
      });
    };
  }

  private interface Measurement {
    List<Figure> on(Database database);
  }

  private static List<Figure> onDatabase(Workspace workspace, Measurement measurement) {
    try (var scratch = ScratchDatabase.in(workspace.data())) {
      return measurement.on(scratch.database());
    }
  }

  private static List<Figure> run(Race race, int warmUps, int repeated) {
    return race.run(SystemTime.real(), warmUps, repeated);
  }
}
