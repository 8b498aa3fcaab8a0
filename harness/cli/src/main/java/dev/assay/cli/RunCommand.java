package dev.assay.cli;

import dev.assay.cli.run.Conduct;
import dev.assay.cli.run.RunController;
import dev.assay.cli.run.RunRequest;
import dev.assay.core.AssayException;
import dev.assay.testkit.plan.Suites;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "run",
    aliases = "submit",
    description = "Reserve hosts, install a build, run a suite on it, judge, gate and report. As 'submit' it does so in the background.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay run bvt                                       on the example lab, its default build",
      "  assay run bvt --build 6.5-90233 --only 'pool*'      some cases, another build",
      "  assay run nightly --where 'class == perf-b'         on hosts of one class only",
      "  assay run bvt --with-defect revert-keeps-new-data   see a defect found",
      "  assay run bvt --with-fault xapi-restart,site=ams,every=2h   rehearse trouble; 'assay lab faults' lists it",
      "  assay run bvt --dry-run                             what it would do",
      "  assay run nightly --detach                          in the background; assay attach RUN follows it",
      "  assay run bvt --pause-on-failure 60                 keep the bench an hour after each failure"
    })
final class RunCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(paramLabel = "SUITE", description = "Which suite; 'assay suite ls' lists them.")
  String suite = "";

  @Option(names = "--build", paramLabel = "BUILD", description = "The build under test (default: the lab's default build).")
  @Nullable String build;

  @Option(names = "--only", paramLabel = "PATTERN", description = "Only cases whose name matches, with * for any text; may be given again.")
  List<String> only = List.of();

  @Option(names = "--where", paramLabel = "CONSTRAINT", defaultValue = "",
      description = "Only on hosts that satisfy this, beyond what the cases need; 'assay hosts attributes' lists what it can speak of.")
  String where = "";

  @Option(names = "--with-defect", paramLabel = "NAME[=STRENGTH]",
      description = "Let the simulated product carry this defect, to see that the suite finds it; may be given again.")
  List<String> defects = List.of();

  @Option(names = "--with-fault", paramLabel = "FAULT",
      description = "Let this go wrong in the simulated lab, such as power-loss,host=ams-h01,at=20m,for=5m; may be given again.")
  List<String> faults = List.of();

  @Option(names = "--seed", paramLabel = "N", description = "The seed of the simulated lab (default: the lab file's).")
  @Nullable Long seed;

  @Option(names = "--parallel", paramLabel = "N", defaultValue = "1", description = "How many sets of hosts work at once (default: ${DEFAULT-VALUE}).")
  int parallel = 1;

  @Option(names = "--priority", paramLabel = "N", defaultValue = "5", description = "Place in the queue for hosts, 1 first to 9 last; of 9, the hosts may be taken away again for others (default: ${DEFAULT-VALUE}).")
  int priority = 5;

  @Option(names = "--wait", paramLabel = "MINUTES", defaultValue = "60", description = "How long to wait for hosts (default: ${DEFAULT-VALUE}).")
  int waitMinutes = 60;

  @Option(names = "--limit", paramLabel = "MINUTES", description = "End and close the run when it takes longer than this; the exit code is then 124.")
  @Nullable Integer limitMinutes;

  @Option(names = "--pause-on-failure", paramLabel = "MINUTES", arity = "0..1", fallbackValue = "60",
      description = "Keep the bench this long after each failure of the product (60 if not said); 'assay resume RUN' goes on before that.")
  @Nullable Integer pauseMinutes;

  @Option(names = "--detach", description = "Run in the background: print the run's name and return; 'assay attach RUN' follows it.")
  boolean detach;

  @Option(names = "--brief-reports", description = "Write no Allure report and no exports beside the page, the summary and JUnit.")
  boolean briefReports;

  @Option(names = "--dry-run", description = "Say what would be run and on which hosts, and do nothing.")
  boolean dryRun;

  @Mixin
  GateOptions gate = new GateOptions();

  @Override
  public Integer call() {
    var server = ServerClient.configured(root);
    if (server.isPresent()) {
      return new ServerRuns(server.get(), root).submit(asked(), detach || isSubmit()).number();
    }
    var workspace = root.workspace();
    var request = new RunRequest(suite, Optional.ofNullable(build), workspace.labFile(),
        seed == null ? OptionalLong.empty() : OptionalLong.of(seed), defects, faults, only, parallel, priority, System.getProperty("user.name"), Optional.empty()).where(where);
    if ((detach || isSubmit()) && !dryRun) {
      return Detached.start(workspace, root.spec.commandLine().getParseResult().originalArgs()).answer(root.format, root.terminal()).number();
    }
    try (var services = Services.open(workspace)) {
      var controller = new RunController(services, root.terminal(), root.format, gate.policyFor(suite));
      return (dryRun ? controller.rehearse(request) : controller.run(request, conduct()).exitCode()).number();
    }
  }

  /** Return what a server is asked. */
  private Map<String, Object> asked() {
    if (dryRun || root.lab != null && !root.lab.toString().isBlank()) {
      throw new AssayException.Usage("running on the server that $" + ServerClient.SERVER + " names: it has its own lab file and knows no --dry-run; leave out --lab and --dry-run, or unset the variable");
    }
    var asked = new LinkedHashMap<String, Object>();
    asked.put("suite", suite);
    asked.put("only", only);
    if (!where.isBlank()) {
      asked.put("where", where);
    }
    asked.put("defects", defects);
    asked.put("faults", faults);
    asked.put("parallel", parallel);
    asked.put("priority", priority);
    asked.put("waitMinutes", Math.max(0, waitMinutes));
    usualSizes().ifPresent(value -> asked.put("sizes", value));
    Optional.ofNullable(build).ifPresent(value -> asked.put("build", value));
    Optional.ofNullable(seed).ifPresent(value -> asked.put("seed", value));
    minutes("--limit", limitMinutes).ifPresent(value -> asked.put("limitMinutes", value.toMinutes()));
    minutes("--pause-on-failure", pauseMinutes).ifPresent(value -> asked.put("pauseMinutes", value.toMinutes()));
    Optional.ofNullable(gate.policy).ifPresent(value -> asked.put("policy", value));
    return asked;
  }

  /** Return the sizes that the asker's environment names: a server's own say nothing of what is wanted here. */
  static Optional<String> usualSizes() {
    return Optional.ofNullable(System.getenv(Suites.SIZES)).filter(text -> !text.isBlank());
  }

  private Conduct conduct() {
    var usual = Conduct.waiting(Duration.ofMinutes(Math.max(0, waitMinutes)));
    var conduct = new Conduct(usual.waitLimit(), minutes("--limit", limitMinutes), minutes("--pause-on-failure", pauseMinutes), usual.reports(), usual.tells());
    return briefReports ? conduct.withBriefReports() : conduct;
  }

  private static Optional<Duration> minutes(String option, @Nullable Integer given) {
    if (given != null && given < 1) {
      throw new AssayException.Usage("running with " + option + " " + given + ": it is a number of minutes, 1 or more");
    }
    return Optional.ofNullable(given).map(Duration::ofMinutes);
  }

  private boolean isSubmit() {
    return root.spec.commandLine().getParseResult().originalArgs().contains("submit");
  }
}
