package dev.assay.cli.run;

import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import dev.assay.core.run.Phase;
import dev.assay.core.time.Time;
import dev.assay.testkit.execution.ExecutionListener;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Shows a run under way on standard error: a line per case that ended, and on a terminal a bar with counts and the time
 * that is left, by the wall clock.
 */
final class RunProgress implements ExecutionListener {

  private static final int BAR = 24;

  private final Terminal terminal;
  private final Time wall;
  private final int planned;
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
  private int done;
  private final Consumer<HostId> leftWell;
  private Instant begun;

  /**
   * Show a run of this many cases.
   *
   * @param leftWell told of each host that is left running the build
   */
  RunProgress(Terminal terminal, Time wall, int planned, int alreadyDone, Consumer<HostId> leftWell) {
    this.leftWell = leftWell;
    this.terminal = terminal;
    this.wall = wall;
    this.planned = planned;
    this.done = alreadyDone;
    this.begun = wall.now();
  }

  @Override
  public void entered(Phase phase, String detail) {
    terminal.progress(String.format("%-9s %s", phase.name().toLowerCase(java.util.Locale.ROOT), detail));
    begun = wall.now();
  }

  @Override
  public void prepared(int lane, List<HostId> hosts, String step) {
    if (terminal.isLive()) {
      terminal.status("          " + Terminal.printable(step));
    }
  }

  @Override
  public void leftWell(List<HostId> hosts) {
    hosts.forEach(leftWell);
  }

  @Override
  public void started(int lane, CaseId testCase, int attempt, List<HostId> hosts) {
    terminal.status(bar() + "  " + testCase);
  }

  @Override
  public void ended(int lane, CaseId testCase, int attempt, Outcome outcome, Duration took, boolean again) {
    if (!again) {
      done++;
      counts.merge(outcome.verdict(), 1, Integer::sum);
    }
    terminal.progress(String.format("%-12s %3d/%d  %s  %s%s", outcome.verdict(), done, planned, testCase, Texts.brief(took), again ? "  to be tried again" : ""));
    if (outcome.verdict() == Verdict.FAIL || outcome.verdict() == Verdict.INCONCLUSIVE) {
      outcome.message().lines().limit(3).forEach(line -> terminal.progress("             " + Terminal.printable(line)));
    }
    terminal.status(done < planned ? bar() : "");
  }

  private String bar() {
    int filled = planned == 0 ? BAR : BAR * done / planned;
    var bad = counts.entrySet().stream().filter(entry -> entry.getKey() != Verdict.PASS)
        .map(entry -> "  " + entry.getKey() + " " + entry.getValue()).reduce("", String::concat);
    return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + done + "/" + planned
        + "  ok " + counts.getOrDefault(Verdict.PASS, 0) + bad + eta();
  }

  private String eta() {
    int ended = counts.values().stream().mapToInt(Integer::intValue).sum();
    if (ended < 2) {
      return "";
    }
    var left = wall.since(begun).dividedBy(ended).multipliedBy(planned - done);
    return "  ETA " + Texts.brief(left);
  }
}
