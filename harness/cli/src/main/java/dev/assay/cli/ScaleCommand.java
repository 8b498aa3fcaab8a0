package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.TableText;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.run.Conduct;
import dev.assay.cli.run.RunController;
import dev.assay.cli.run.RunRequest;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.site.pages.Scales;
import dev.assay.site.pages.ScaleView.DensityPoint;
import dev.assay.site.pages.ScaleView.Load;
import dev.assay.testkit.Quantities;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "scale",
    description = "How many guests a build bears: plan and run storms and densities of a size of your own, and show what they came to.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay scale plan density --size density.vms=300     what it would do, and on which hosts",
      "  assay scale run density --size quick,density.vms=300",
      "  assay scale show R-7                                up, failed, latencies, density and its knee",
      "  assay suite sizes                                   what there is to be set"
    })
final class ScaleCommand implements Runnable {

  private static final int BAR = 24;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what of scale: plan, run or show");
  }

  /** What is to be run, and how large. */
  static final class Asked {

    @Parameters(paramLabel = "SUITE", description = "Such as bootstorm, density or scale; 'assay suite ls' lists all.")
    String suite = "";

    @Option(names = "--size", paramLabel = "SIZE", split = ",", description = "quick, published, or NAME=NUMBER; may be given again (default: $ASSAY_SIZES, else what is published).")
    List<String> sizes = List.of();

    @Option(names = "--build", paramLabel = "BUILD", description = "The build under test (default: the lab's default build).")
    @Nullable String build;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of the simulated lab (default: the lab file's).")
    @Nullable Long seed;

    @Option(names = "--wait", paramLabel = "MINUTES", defaultValue = "60", description = "How long to wait for hosts (default: ${DEFAULT-VALUE}).")
    int waitMinutes = 60;

    /** Return what a server is asked. */
    Map<String, Object> members() {
      var members = new LinkedHashMap<String, Object>();
      members.put("suite", suite);
      members.put("waitMinutes", Math.max(0, waitMinutes));
      Optional.of(String.join(",", sizes)).filter(text -> !text.isEmpty()).or(RunCommand::usualSizes).ifPresent(text -> members.put("sizes", text));
      Optional.ofNullable(build).ifPresent(value -> members.put("build", value));
      Optional.ofNullable(seed).ifPresent(value -> members.put("seed", value));
      return members;
    }

    RunRequest request(Workspace workspace) {
      var request = new RunRequest(suite, Optional.ofNullable(build), workspace.labFile(), seed == null ? OptionalLong.empty() : OptionalLong.of(seed), List.of(), List.of(), List.of(),
          1, 5, Asker.name(), Optional.empty());
      return sizes.isEmpty() ? request : request.sized(Quantities.parse(String.join(",", sizes)));
    }
  }

  @Command(name = "plan", description = "Say what a run of this size would do, and on which hosts; nothing is done.")
  int plan(@Mixin Asked asked) {
    return with(asked, (controller, request) -> controller.rehearse(request));
  }

  @Command(name = "run", description = "Run it; ends as 'assay run' does.")
  int carry(@Mixin Asked asked) {
    var server = ServerClient.configured(root);
    return server.isPresent()
        ? new ServerRuns(server.get(), root).submit(asked.members(), false).number()
        : with(asked, (controller, request) -> controller.run(request, Conduct.waiting(Duration.ofMinutes(Math.max(0, asked.waitMinutes)))).exitCode());
  }

  /** What is done with a request. */
  @FunctionalInterface
  private interface Doing {
    ExitCode with(RunController controller, RunRequest request);
  }

  private int with(Asked asked, Doing doing) {
    var request = asked.request(root.workspace());
    try (var services = Services.open(root.workspace())) {
      return doing.with(new RunController(services, root.terminal(), root.format, asked.suite), request).number();
    }
  }

  @Command(name = "show", description = "Show how the guests of a run came up, as the scale explorer does: up, failed, latencies, density and its knee.")
  int show(
      @Parameters(paramLabel = "RUN", description = "Such as R-7.") String run,
      @Option(names = "--case", paramLabel = "CASE", description = "Of a run with several storms, which (default: the one with the most starts).") @Nullable String testCase) {
    try (var services = Services.open(root.workspace())) {
      var view = Scales.over(services.database()).of(run, Optional.ofNullable(testCase));
      var names = view.cases().stream().map(one -> one.name()).toList();
      if (testCase != null && !names.contains(testCase)) {
        throw new AssayException.Nothing("looking for starts of " + testCase + " in " + run + ": it started no VM; those that did: " + (names.isEmpty() ? "none" : String.join(", ", names)));
      }
      var load = view.load().orElseThrow(() -> new AssayException.Nothing("showing how the VMs of " + run + " came up: it started none; to begin: assay scale run bootstorm"));
      var rows = new Rows("running", "median seconds", "low", "high", "starts");
      load.density().forEach(point -> rows.add(point.vms(), point.median(), point.low(), point.high(), point.samples()));
      Printer.print(new Answer(terminal -> print(load, view.testCase(), names, terminal), json(load, view.testCase(), rows), rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  private static void print(Load load, String testCase, List<String> cases, Terminal terminal) {
    terminal.line(load.run().name() + "  " + load.run().suite() + " on " + load.run().build() + "   " + load.up() + " VMs up, " + load.failed() + " starts failed"
        + (testCase.isEmpty() ? "" : "   " + testCase));
    terminal.line("start to ready  p50 " + KpiNumbers.reading(load.p50()) + " s   p95 " + KpiNumbers.reading(load.p95()) + " s   p99 " + KpiNumbers.reading(load.p99())
        + " s   all ready after " + KpiNumbers.reading(load.lastReady()) + " s");
    terminal.line("knee  " + load.knee().map(knee -> "at " + KpiNumbers.reading(knee.vms()) + " VMs running: " + KpiNumbers.reading(knee.before()) + " s there, "
        + KpiNumbers.reading(knee.after()) + " s at the end").orElse("none in this range")
        + "; " + (load.limiting().isEmpty() ? "no resource recorded as used up" : load.limiting()));
    double most = load.density().stream().mapToDouble(DensityPoint::median).max().orElse(1);
    var table = new Rows("VMs running", "median s", "95% CI", "starts", "");
    load.density().forEach(point -> table.add(KpiNumbers.reading(point.vms()), KpiNumbers.reading(point.median()),
        "[" + KpiNumbers.reading(point.low()) + "," + KpiNumbers.reading(point.high()) + "]", point.samples(), "#".repeat((int) Math.max(1, Math.round(BAR * point.median() / most)))));
    if (!table.isEmpty()) {
      TableText.print(table, terminal);
    }
    if (cases.size() > 1) {
      terminal.line("next: assay scale show " + load.run().name() + " --case '" + cases.stream().filter(name -> !name.equals(testCase)).findFirst().orElse(testCase) + "'");
    }
  }

  private static Map<String, Object> json(Load load, String testCase, Rows density) {
    var json = new LinkedHashMap<String, Object>();
    json.put("run", load.run().name());
    json.put("suite", load.run().suite());
    json.put("build", load.run().build());
    json.put("case", testCase);
    json.put("up", load.up());
    json.put("failed", load.failed());
    json.put("p50Seconds", load.p50());
    json.put("p95Seconds", load.p95());
    json.put("p99Seconds", load.p99());
    json.put("allReadySeconds", load.lastReady());
    load.knee().ifPresent(knee -> json.put("kneeAt", knee.vms()));
    json.put("limiting", load.limiting());
    json.put("density", density.asMaps());
    return json;
  }
}
