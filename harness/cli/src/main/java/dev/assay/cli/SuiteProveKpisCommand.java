package dev.assay.cli;

import dev.assay.analysis.compare.Finding;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Texts;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.core.defect.SeededDefect;
import dev.assay.inventory.Lab;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suites;
import dev.assay.testkit.prove.MeasuredProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "prove-kpis",
    description = "Try what a tier measures against defects that only slow things down: runs of builds with a defect are held against"
        + " runs of builds without, as the gate holds a build against those before it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay suite prove-kpis bootstorm --defect slower-boot=3%%",
      "  assay suite prove-kpis perf --only '*network-load*' --defect lower-network-throughput --defect slower-boot",
      "  assay suite prove-kpis density --baseline 60 --repeats 8"
    })
final class SuiteProveKpisCommand implements Callable<Integer> {

  private static final int SHOWN = 3;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  SuiteCommand parent;

  @Parameters(paramLabel = "TIER", description = "The suite to try.")
  String tier = "";

  @Option(names = "--defect", paramLabel = "NAME[=STRENGTH]", description = "A defect to try it against (default: all in its reach); may be given again.")
  List<String> defects = List.of();

  @Option(names = "--only", paramLabel = "PATTERN", description = "Run only the cases whose name matches; may be given again.")
  List<String> only = List.of();

  @Option(names = "--baseline", paramLabel = "N", defaultValue = "30", description = "How many runs of builds without defects come before (default: ${DEFAULT-VALUE}).")
  int baseline = 30;

  @Option(names = "--repeats", paramLabel = "N", defaultValue = "5", description = "How many runs each build in question has (default: ${DEFAULT-VALUE}).")
  int repeats = 5;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The first seed; each run has its own (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(names = "--build", paramLabel = "BUILD", description = "The build (default: the lab's default build).")
  @Nullable String build;

  @Option(names = "--sizes", paramLabel = "SIZES", defaultValue = "quick", description = "In which sizes the suite runs: quick, published, NAME=NUMBER (default: ${DEFAULT-VALUE}).")
  String sizes = "quick";

  /** What became of one defect. */
  private record Tried(String defect, MeasuredProof.Judgement judgement) {

    String result() {
      boolean clean = defect.isEmpty();
      return judgement.worse().isEmpty() ? clean ? "no alarm" : "missed" : clean ? "FALSE ALARM" : "found";
    }
  }

  @Override
  public Integer call() {
    if (baseline < 1 || repeats < 1) {
      throw new AssayException.Usage("proving KPIs: --baseline " + baseline + " and --repeats " + repeats + " must be at least 1");
    }
    var lab = parent.root.workspace().lab();
    if (lab.kind() != Lab.Kind.SIMULATED) {
      throw new AssayException.Usage("proving KPIs in lab " + lab.name() + ": it is not simulated, so that no build there has a known defect");
    }
    var suite = Suites.installed().sized(Quantities.parse(sizes)).named(tier);
    var proof = new MeasuredProof(lab, SuiteCommand.chosenBuild(lab, build), suite, only.isEmpty() ? Selection.ALL : new Selection(only));
    var chosen = chosen();
    var before = runs(proof, "builds without defects", seed, baseline, Defects.NONE);
    var tried = new ArrayList<Tried>();
    tried.add(new Tried("", MeasuredProof.judge(before, runs(proof, "another build without", seed + baseline, repeats, Defects.NONE))));
    if (tried.getFirst().judgement().kpis() == 0) {
      throw new AssayException.Nothing("proving KPIs of " + tier + ": the cases that were run measure none");
    }
    long next = seed + baseline + repeats;
    for (var defect : chosen) {
      tried.add(new Tried(defect.toString(), MeasuredProof.judge(before, runs(proof, "a build with " + defect, next, repeats, Defects.of(List.of(defect))))));
      next += repeats;
    }
    Printer.print(Answer.of(rows(tried)), parent.root.format, parent.root.terminal());
    boolean good = tried.stream().allMatch(one -> one.defect().isEmpty() == one.judgement().worse().isEmpty());
    return good ? ExitCode.OK.number() : ExitCode.FAILED.number();
  }

  private List<SeededDefect> chosen() {
    if (!defects.isEmpty()) {
      return defects.stream().map(SeededDefect::parse).toList();
    }
    return List.of(Defect.values()).stream()
        .filter(defect -> defect.tiers().stream().anyMatch(reach -> reach.has(tier)))
        .map(SeededDefect::usual)
        .toList();
  }

  private List<MeasuredProof.Run> runs(MeasuredProof proof, String what, long first, int count, Defects carried) {
    parent.root.terminal().progress(tier + ": " + count + " runs of " + what);
    return LongStream.range(first, first + count).mapToObj(number -> proof.run(number, carried)).toList();
  }

  private static Rows rows(List<Tried> tried) {
    var rows = new Rows("build with", "result", "KPIs", "worse", "lab time", "most");
    tried.forEach(one -> rows.add(one.defect().isEmpty() ? "no defect" : one.defect(), one.result(), one.judgement().kpis(), one.judgement().worse().size(), Texts.brief(one.judgement().after()),
        one.judgement().worse().stream().limit(SHOWN).map(SuiteProveKpisCommand::words).toList()));
    return rows;
  }

  private static String words(Finding finding) {
    return String.format(Locale.ROOT, "%s by %.1f %%", finding.id(), finding.percent());
  }
}
