package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.ExitCode;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.store.CaseRecord;
import dev.assay.store.RunOrders;
import dev.assay.store.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "watch", aliases = "attach", description = "Follow a run until it ends; ends with the run's own exit code.")
final class WatchCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run (default: the latest).")
  @Nullable String run;

  private final Time time = SystemTime.real();

  @Override
  public Integer call() {
    var server = ServerClient.configured(root);
    if (server.isPresent()) {
      if (run == null) {
        throw new AssayException.Usage("following a run of a server: name it");
      }
      return isJob(run) ? ServerForward.follow(server.get(), root, run) : new ServerRuns(server.get(), root).follow(run).number();
    }
    try (var services = Services.open(root.workspace())) {
      var record = ChosenRun.of(services.runs(), run);
      var shown = new HashSet<CaseId>();
      var told = new HashSet<Instant>();
      while (true) {
        var cases = services.runs().cases(record.id());
        cases.stream().filter(testCase -> testCase.verdict().isPresent()).forEach(testCase -> show(testCase, shown));
        record = current(services, record.id());
        if (record.state() != RunRecord.State.RUNNING) {
          return end(record, cases).number();
        }
        services.orders().paused(record.id()).filter(pause -> told.add(pause.since())).ifPresent(this::tell);
        root.terminal().status(record.id() + "  " + record.phase() + "  " + Texts.counts(record.counts(), record.planned()));
        time.sleep(LOOK_EVERY);
      }
    }
  }

  /** Whether it names a command that a server does. */
  static boolean isJob(String name) {
    return name.matches("(?i)J-[0-9A-Z]+-\\d+");
  }

  private void tell(RunOrders.Pause pause) {
    root.terminal().progress("paused at " + pause.testCase() + " until " + Texts.clock(pause.until()) + "; go on: assay resume " + pause.run() + "; end: assay cancel " + pause.run());
    root.terminal().progress(pause.instructions());
  }

  private static RunRecord current(Services services, RunId id) {
    return services.runs().find(id).orElseThrow(() -> new AssayException.Nothing("following run " + id + ": it is gone from the database"));
  }

  private void show(CaseRecord testCase, Set<CaseId> shown) {
    if (shown.add(testCase.planned().id())) {
      var last = testCase.attempts().getLast();
      root.terminal().progress(String.format("%-12s %s  %s", testCase.verdict().map(Verdict::name).orElse(""),
          Terminal.printable(testCase.planned().id().value()), Texts.brief(last.took())));
    }
  }

  private ExitCode end(RunRecord record, java.util.List<CaseRecord> cases) {
    root.terminal().status("");
    var interrupted = record.state() == RunRecord.State.INTERRUPTED;
    var verdict = record.verdict().orElse(Verdict.INCONCLUSIVE);
    var rows = new Rows("run", "state", "verdict", "passed", "planned").add(
        record.id().value(), record.state().name(), record.verdict().map(Verdict::name).orElse(""), record.counts().getOrDefault(Verdict.PASS, 0), record.planned());
    Printer.print(new Answer(terminal -> terminal.line(interrupted
        ? terminal.paint("INTERRUPTED") + "  " + record.id() + "  its controller is gone; next: assay resume " + record.id()
        : terminal.paint(verdict.name()) + "  " + record.id() + "  " + Texts.counts(record.counts(), record.planned())), rows.asMaps(), rows), root.format, root.terminal());
    return interrupted ? ExitCode.INCONCLUSIVE : Verdicts.exitCode(verdict, cases);
  }
}
