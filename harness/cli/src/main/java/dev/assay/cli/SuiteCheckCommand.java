package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.Verdict;
import dev.assay.core.run.HistoryEvent;
import dev.assay.testkit.check.Invariants;
import dev.assay.testkit.check.Judgement;
import dev.assay.testkit.check.StressEvents;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "check", description = "Judge the stress runs in a stored run's history again, by today's checkers.")
final class SuiteCheckCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  SuiteCommand parent;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run (default: the latest).")
  @Nullable String run;

  @Override
  public Integer call() {
    var history = new ArrayList<HistoryEvent>();
    try (var services = Services.open(parent.root.workspace())) {
      var record = ChosenRun.of(services.runs(), run);
      services.runs().history(record.id(), history::add);
      var runs = StressEvents.runsIn(history);
      if (runs.isEmpty()) {
        throw new AssayException.Nothing("judging run " + record.id() + " again: its " + history.size()
            + " events are of no stress run; 'assay run stress' makes some");
      }
      var rows = new Rows("stress run", "checker", "verdict", "found");
      var worst = Verdict.PASS;
      for (int number = 1; number <= runs.size(); number++) {
        var judgement = Judgement.of(runs.get(number - 1), Invariants.all());
        worst = worst.and(judgement.verdict());
        for (var opinion : judgement.opinions()) {
          rows.add(number, opinion.checker(), opinion.verdict().name(), opinion.crash().isBlank()
              ? opinion.findings().stream().map(finding -> finding.what()).toList()
              : java.util.List.of(opinion.crash()));
        }
      }
      Printer.print(Answer.of(rows), parent.root.format, parent.root.terminal());
      return code(worst).number();
    }
  }

  static ExitCode code(Verdict verdict) {
    return switch (verdict) {
      case PASS, SKIPPED -> ExitCode.OK;
      case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
      case FAIL -> ExitCode.FAILED;
    };
  }
}
