package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.run.ChosenBuild;
import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.ExitCode;
import dev.assay.inventory.Lab;
import dev.assay.testkit.Quantity;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Room;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.Suites;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "suite", description = "Show the suites and their cases; prove what they find; judge and replay stress.",
    subcommands = {SuiteProveCommand.class, SuiteProveKpisCommand.class, SuiteProveRepeatsCommand.class, SuiteLintCommand.class, SuiteCheckCommand.class, SuiteReplayCommand.class})
final class SuiteCommand implements Runnable {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what of the suites: ls, sizes, prove, prove-kpis, prove-repeats, lint, check or replay");
  }

  @Command(name = "ls", description = "List the suites, or the cases of one suite as planned for a build.")
  int list(
      @Parameters(arity = "0..1", paramLabel = "SUITE", description = "The suite whose cases to list.") @Nullable String suite,
      @Option(names = "--build", paramLabel = "BUILD", description = "The build to plan for (default: the lab's default).") @Nullable String build,
      @Option(names = "--releases", description = "How many cases of each suite are for each release that the lab has a build of.") boolean releases) {
    var lab = root.workspace().lab();
    if (releases) {
      if (suite != null || build != null) {
        throw new AssayException.Usage("listing suites: --releases is about all of them and all builds; leave out " + (suite != null ? suite : "--build"));
      }
      Printer.print(Answer.of(releases(lab)), root.format, root.terminal());
      return ExitCode.OK.number();
    }
    var chosen = chosenBuild(lab, build);
    Printer.print(Answer.of(suite == null ? suites(chosen) : cases(suite, chosen, Room.of(lab, chosen))), root.format, root.terminal());
    return ExitCode.OK.number();
  }

  @Command(name = "sizes", description = "List the numbers that suites work with; ASSAY_SIZES=quick, published, xen or NAME=NUMBER sets them.")
  int sizes() {
    var suites = new LinkedHashMap<Quantity, List<Suite>>();
    Suites.installed().all().forEach(suite -> suite.declared().forEach(quantity -> suites.computeIfAbsent(quantity, _ -> new ArrayList<>()).add(suite)));
    var rows = new Rows("quantity", "published", "quick", "now", "xen", "suites");
    suites.forEach((quantity, its) -> rows.add(quantity.name(), quantity.published(), quantity.quick(), its.getFirst().quantities().of(quantity), quantity.xen(),
        its.stream().map(suite -> suite.name().value()).collect(Collectors.joining(" "))));
    Printer.print(Answer.of(rows), root.format, root.terminal());
    return ExitCode.OK.number();
  }

  /** Return the build of this name in the lab, or its default one. */
  static Build chosenBuild(Lab lab, @Nullable String name) {
    return ChosenBuild.of(lab, Optional.ofNullable(name));
  }

  private static Rows suites(Build build) {
    var rows = new Rows("suite", "cases", "description");
    Suites.installed().all().forEach(suite ->
        rows.add(suite.name().value(), Planner.plan(suite, build, Selection.ALL).cases().size(), suite.description()));
    return rows;
  }

  /** Of builds of one version the last counts; what came after a release is left out, as a run on it would skip it. */
  private static Rows releases(Lab lab) {
    var byVersion = new LinkedHashMap<String, Build>();
    lab.builds().forEach(build -> byVersion.put(build.product() + " " + build.version(), build));
    var columns = new ArrayList<String>(List.of("suite"));
    columns.addAll(byVersion.sequencedKeySet());
    var rows = new Rows(columns.toArray(String[]::new));
    for (var suite : Suites.installed().all()) {
      var cells = new ArrayList<Object>(List.of(suite.name().value()));
      byVersion.values().forEach(build -> cells.add(
          Planner.plan(suite, build, Selection.ALL, Room.of(lab, build)).behaviours().stream().filter(behaviour -> behaviour.skip().isEmpty()).count()));
      rows.add(cells.toArray());
    }
    return rows;
  }

  private static Rows cases(String name, Build build, Room room) {
    var rows = new Rows("case", "area", "priority", "need", "limit minutes", "skipped");
    Planner.plan(Suites.installed().named(name), build, Selection.ALL, room).behaviours().forEach(behaviour -> {
      var planned = behaviour.planned();
      rows.add(planned.id().value(), planned.area(), planned.priority(), planned.need().describe(), planned.limit().toMinutes(), behaviour.skip().orElse(""));
    });
    return rows;
  }

  static List<String> names() {
    return Suites.installed().all().stream().map(suite -> suite.name().value()).toList();
  }
}
