package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.ExitCode;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import dev.assay.inventory.HostState;
import dev.assay.inventory.HostStatus;
import dev.assay.inventory.Lab;
import dev.assay.inventory.blame.Blame;
import dev.assay.inventory.blame.Suspicion;
import dev.assay.inventory.blame.Suspicion.Advice;
import dev.assay.inventory.blame.Trial;
import dev.assay.store.CaseRecord;
import dev.assay.store.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "blame",
    description = "Weigh recorded results for and against each host, apart from tests and builds; with --apply quarantine what is clear.",
    footerHeading = "%n",
    footer = "What ran before a host was last said to be mended does not count. 'assay hosts fixed' takes a quarantine back.")
final class HostBlameCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  HostsCommand hosts;

  @Option(names = "--runs", paramLabel = "N", defaultValue = "100", description = "How many of the latest runs are read (default: ${DEFAULT-VALUE}).")
  int runs = 100;

  @Option(names = "--apply", description = "Quarantine hosts where that is advised, and mark suspect ones; at most one in ten hosts.")
  boolean apply;

  @Override
  public Integer call() {
    var root = hosts.root;
    try (var services = Services.open(root.workspace())) {
      var lab = services.syncedLab();
      var statuses = new LinkedHashMap<HostId, HostStatus>();
      services.leases().hosts(lab.name()).forEach(status -> statuses.put(status.host().id(), status));
      var judged = judge(services, lab, statuses, runs);
      var rows = new Rows("host", "probability", "failed", "tried", "expected", "advice", "done", "why");
      for (var suspicion : judged) {
        rows.add(suspicion.host().value(), Math.round(suspicion.probability() * 1000) / 1000.0, suspicion.failures(), suspicion.tried(),
            Math.round(suspicion.expected() * 10) / 10.0, suspicion.advice().name().toLowerCase(java.util.Locale.ROOT),
            apply ? act(services, statuses.get(suspicion.host()), suspicion) : "", suspicion.why());
      }
      Printer.print(Answer.of(rows), root.format, root.terminal());
      if (judged.isEmpty()) {
        root.terminal().progress("no result of the latest " + runs + " runs speaks for or against a host of lab " + lab.name()
            + " as it is now: none ran there, or not since it was last said to be mended; next: assay run bvt");
      }
      return (judged.isEmpty() ? ExitCode.NOTHING : ExitCode.OK).number();
    }
  }

  /** Judge the hosts of a lab by its latest runs. */
  static List<Suspicion> judge(Services services, Lab lab, Map<HostId, HostStatus> statuses, int latest) {
    var trials = new ArrayList<Trial>();
    for (var run : services.runs().latest(latest)) {
      if (run.header().lab().equals(lab.name())) {
        services.runs().eachCase(run.id(), testCase -> add(trials, run, testCase, statuses));
      }
    }
    return Blame.judge(trials, Math.max(1, lab.hosts().size() / 10));
  }

  private static void add(List<Trial> trials, RunRecord run, CaseRecord testCase, Map<HostId, HostStatus> statuses) {
    for (var attempt : testCase.attempts()) {
      for (var host : attempt.hosts()) {
        var status = statuses.get(host);
        if (status != null && run.started().isAfter(status.since())) {
          attempt.outcome().filter(HostBlameCommand::speaks).ifPresent(outcome -> trials.add(
              new Trial(host, testCase.planned().id().value(), run.header().build().id().value(), outcome.verdict() != Verdict.PASS)));
        }
      }
    }
  }

  /** A pass and a failure speak for and against a host, and so does what the lab spoiled; what was skipped or cut short does not. */
  private static boolean speaks(Outcome outcome) {
    return switch (outcome.verdict()) {
      case PASS, FAIL -> true;
      case INCONCLUSIVE -> outcome.blame() == Outcome.Blame.LAB;
      case SKIPPED -> false;
    };
  }

  private static String act(Services services, HostStatus status, Suspicion suspicion) {
    if (suspicion.advice() == Advice.NONE || !status.stored().isGrantable()) {
      return "";
    }
    var state = suspicion.advice() == Advice.QUARANTINE ? HostState.QUARANTINED : HostState.SUSPECT;
    services.leases().setState(suspicion.host(), state, "blame", suspicion.why());
    return state.toString();
  }
}
