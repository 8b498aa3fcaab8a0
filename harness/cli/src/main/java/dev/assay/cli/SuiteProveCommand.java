package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.SeededDefect;
import dev.assay.inventory.Lab;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.Suites;
import dev.assay.testkit.prove.Proof;
import dev.assay.testkit.prove.ProofMatrix;
import dev.assay.testkit.prove.Sample;
import dev.assay.testkit.prove.Together;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "prove",
    description = "Try each tier against each defect in its reach, on simulated labs of their own: which are found, how soon, and how often a build"
        + " without defects raises an alarm. What only slows things down is looked for in what a tier measures.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay suite prove                                       the whole matrix, in quick sizes: some forty minutes on two cores",
      "  assay suite prove stress --defect dom0-memory-leak      one tier, one defect",
      "  assay suite prove bvt --seeds 200                       false alarms over 200 seeds too",
      "  assay suite prove nightly --no-defects --seeds 200 --sample 100   each seed 100 other cases, all of them in turn",
      "  assay suite prove nightly --only '*[debian-12,nfs]'     a sample of a large tier",
      "  assay suite prove soak --sizes published                in the published sizes"
    })
final class SuiteProveCommand implements Callable<Integer> {

  /** Shrinking explains a failure; here it is enough that there is one. */
  private static final List<String> NO_SHRINKING = List.of("stress.replays", "pool-stress.replays");

  /** In quick sizes storms are too small for what grows with them, and moves too few to be sure of. */
  private static final String SIZES = "quick,bootstorm.vms=125,density.vms=200,scale.sequential-starts=200,perf.moves=20";

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  SuiteCommand parent;

  @Parameters(arity = "0..*", paramLabel = "TIER", description = "The suites to try (default: all).")
  List<String> tiers = List.of();

  @Option(names = "--defect", paramLabel = "NAME[=STRENGTH]", description = "A defect to try them against (default: all); may be given again.")
  List<String> defects = List.of();

  @Option(names = "--only", paramLabel = "PATTERN",
      description = "Try only cases whose name matches, and only tiers that have one; may be given again. What is missed then was missed by these.")
  List<String> only = List.of();

  @Option(names = "--sample", paramLabel = "N",
      description = "With each seed try N of a tier's cases, the next seed the next N, so that seeds that follow one another go round all of them (default: all).")
  int sample;

  @Option(names = "--everywhere", description = "Try tiers also against defects that do not say that they are in their reach.")
  boolean everywhere;

  @Option(names = "--jobs", paramLabel = "N", description = "How many trials go on side by side (default: as many as there are processors).")
  int jobs = Runtime.getRuntime().availableProcessors();

  @Option(names = "--baseline", paramLabel = "N", defaultValue = "30",
      description = "With how many runs of builds without defects readings are compared (default: ${DEFAULT-VALUE}).")
  int baseline = 30;

  @Option(names = "--repeats", paramLabel = "N", defaultValue = "5",
      description = "How many runs of a build with a defect are compared with these; 0: no readings are looked at (default: ${DEFAULT-VALUE}).")
  int repeats = 5;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The first seed (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(names = "--seeds", paramLabel = "N", defaultValue = "1",
      description = "With how many seeds each tier is tried on a build without defects (default: ${DEFAULT-VALUE}).")
  int seeds = 1;

  @Option(names = "--no-defects", description = "Try no defect, only builds without.")
  boolean noDefects;

  @Option(names = "--build", paramLabel = "BUILD", description = "The build (default: the lab's default build).")
  @Nullable String build;

  @Option(names = "--sizes", paramLabel = "SIZES", defaultValue = SIZES,
      description = "In which sizes suites run: quick, published, NAME=NUMBER (default: ${DEFAULT-VALUE}).")
  String sizes = SIZES;

  @Override
  public Integer call() {
    atLeast("--seeds", seeds, noDefects ? 1 : 0);
    if (noDefects && !defects.isEmpty()) {
      throw new AssayException.Usage("proving suites: --no-defects and --defect " + defects.getFirst() + " exclude each other; leave out one");
    }
    atLeast("--sample", sample, 0);
    atLeast("--jobs", jobs, 1);
    atLeast("--baseline", baseline, 1);
    atLeast("--repeats", repeats, 0);
    var lab = parent.root.workspace().lab();
    if (lab.kind() != Lab.Kind.SIMULATED) {
      throw new AssayException.Usage("proving suites in lab " + lab.name() + ": it is not simulated, so that no build there has a known defect");
    }
    var proof = new Proof(lab, SuiteCommand.chosenBuild(lab, build), only, new Sample(sample));
    var suites = chosenTiers(proof);
    var chosen = chosenDefects();
    var matrix = new ProofMatrix.Trials(proof, new Together(jobs), everywhere, baseline, repeats, this::tell).of(suites, chosen, seed, seeds);
    var tables = new SuiteProveTables(suites, chosen, matrix);
    Printer.print(new Answer(terminal -> tables.print(terminal, only, sample), tables.json(), tables.rows()), parent.root.format, parent.root.terminal());
    boolean foundAll = chosen.stream().allMatch(defect -> matrix.finder(defect).isPresent());
    return foundAll && matrix.alarms().stream().allMatch(alarm -> alarm.notPassed().isEmpty()) ? ExitCode.OK.number() : ExitCode.FAILED.number();
  }

  /** Trials go on side by side. */
  private synchronized void tell(String line) {
    parent.root.terminal().progress(line);
  }

  private static void atLeast(String option, int number, int least) {
    if (number < least) {
      throw new AssayException.Usage("proving suites: " + option + " " + number + " is less than " + least);
    }
  }

  private List<Suite> chosenTiers(Proof proof) {
    var all = Suites.installed();
    var set = new LinkedHashMap<String, Long>(Quantities.parse(sizes).set());
    var declared = all.all().stream().flatMap(suite -> suite.declared().stream()).map(quantity -> quantity.name()).toList();
    NO_SHRINKING.stream().filter(declared::contains).forEach(name -> set.putIfAbsent(name, 0L));
    var sized = all.sized(Quantities.parse(sizes).setting(set));
    var chosen = (tiers.isEmpty() ? sized.all() : tiers.stream().distinct().map(sized::named).toList()).stream().filter(suite -> proof.cases(suite) > 0).toList();
    if (chosen.isEmpty()) {
      throw new AssayException.Nothing("proving suites: none of these tiers has a case that matches " + String.join(" or ", only) + "; 'assay suite ls TIER' shows all");
    }
    return chosen;
  }

  private List<SeededDefect> chosenDefects() {
    if (noDefects) {
      return List.of();
    }
    return defects.isEmpty()
        ? Arrays.stream(Defect.values()).map(SeededDefect::usual).toList()
        : defects.stream().map(SeededDefect::parse).toList();
  }
}
