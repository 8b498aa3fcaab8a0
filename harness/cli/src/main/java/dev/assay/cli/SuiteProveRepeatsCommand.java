package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.inventory.Lab;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.Suites;
import dev.assay.testkit.prove.Proof;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "prove-repeats",
    description = "Run each tier more than once with the same seed, each time in a process of its own: the histories must be equal to the last event.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay suite prove-repeats                               each tier, in quick sizes, twice",
      "  assay suite prove-repeats density scale --launches 3",
      "  assay suite prove-repeats nightly --only '*snapshot*' --seed 7"
    })
final class SuiteProveRepeatsCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  SuiteCommand parent;

  @Parameters(arity = "0..*", paramLabel = "TIER", description = "The suites to run (default: all).")
  List<String> tiers = List.of();

  @Option(names = "--only", paramLabel = "PATTERN", description = "Run only the cases whose name matches; may be given again.")
  List<String> only = List.of();

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The seed (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(names = "--launches", paramLabel = "N", defaultValue = "2",
      description = "How many processes run each tier (default: ${DEFAULT-VALUE}); 1 tells the hash, and compares nothing.")
  int launches = 2;

  @Option(names = "--build", paramLabel = "BUILD", description = "The build (default: the lab's default build).")
  @Nullable String build;

  @Option(names = "--sizes", paramLabel = "SIZES", defaultValue = "quick", description = "In which sizes suites run: quick, published, NAME=NUMBER (default: ${DEFAULT-VALUE}).")
  String sizes = "quick";

  /** One tier, and what each process said of it. */
  private record Repeated(String tier, List<Proof.History> histories) {

    boolean same() {
      return histories.stream().distinct().count() == 1;
    }
  }

  @Override
  public Integer call() {
    if (launches < 1 || launches > 100) {
      throw new AssayException.Usage("proving that runs repeat with --launches " + launches + ": it is a number from 1 to 100");
    }
    var lab = parent.root.workspace().lab();
    if (lab.kind() != Lab.Kind.SIMULATED) {
      throw new AssayException.Usage("proving that runs repeat in lab " + lab.name() + ": it is not simulated, so that no run there repeats exactly");
    }
    var proof = new Proof(lab, SuiteCommand.chosenBuild(lab, build));
    var all = Suites.installed().sized(Quantities.parse(sizes));
    var chosen = tiers.isEmpty() ? all.all() : tiers.stream().distinct().map(all::named).toList();
    var repeated = new ArrayList<Repeated>();
    for (var suite : chosen) {
      repeated.add(repeat(proof, suite));
    }
    Printer.print(Answer.of(rows(repeated)), parent.root.format, parent.root.terminal());
    return repeated.stream().allMatch(Repeated::same) ? ExitCode.OK.number() : ExitCode.FAILED.number();
  }

  private Repeated repeat(Proof proof, Suite suite) {
    var histories = new ArrayList<Proof.History>();
    histories.add(proof.history(suite, only.isEmpty() ? Selection.ALL : new Selection(only), seed));
    while (histories.size() < launches) {
      parent.root.terminal().progress(suite.name() + ": " + histories.getLast());
      histories.add(elsewhere(suite));
    }
    if (launches > 1) {
      parent.root.terminal().progress(suite.name() + ": " + histories.getLast());
    }
    return new Repeated(suite.name().value(), histories);
  }

  /** Run it in a process of its own, where everything that hangs on the launch is another. */
  private Proof.History elsewhere(Suite suite) {
    var arguments = new ArrayList<>(List.of("suite", "prove-repeats", suite.name().value(), "--launches", "1", "--seed", Long.toString(seed),
        "--sizes", sizes, "--lab", parent.root.workspace().labFile().toString(), "-o", "csv"));
    if (build != null) {
      arguments.addAll(List.of("--build", build));
    }
    only.forEach(pattern -> arguments.addAll(List.of("--only", pattern)));
    try {
      var process = new ProcessBuilder(OwnCommand.with(List.of("assay.home=" + parent.root.workspace().home()), arguments))
          .redirectInput(Redirect.from(new File("/dev/null"))).redirectError(Redirect.INHERIT).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new AssayException.Lab("running " + suite.name() + " in another process: it ended with code " + code + "; what it said is above");
      }
      var fields = said.lines().toList().getLast().split(",");
      return new Proof.History(Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), fields[4]);
    } catch (IOException e) {
      throw new AssayException.Lab("running " + suite.name() + " in another process: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled("running " + suite.name() + " in another process: interrupted");
    }
  }

  private Rows rows(List<Repeated> repeated) {
    var rows = new Rows("tier", "launches", "cases", "events", "history", "same");
    repeated.forEach(one -> rows.add(one.tier(), launches, one.histories().getFirst().cases(), one.histories().getFirst().events(),
        one.histories().getFirst().hash(), launches == 1 ? "" : one.same() ? "yes" : "NO: " + one.histories().stream().map(Proof.History::hash).distinct().toList()));
    return rows;
  }
}
