package dev.assay.cli.run;

import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import dev.assay.core.run.Phase;
import dev.assay.core.time.Time;
import dev.assay.store.Findings.Usual;
import dev.assay.testkit.CarriesEvidence;
import dev.assay.testkit.execution.ExecutionListener;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Shows a run under way on standard error: a line per case that ended, one more where it was slow, and on a terminal a bar with
 * counts, the time that has passed and the time that is left, by the wall clock.
 */
final class RunProgress implements ExecutionListener {

  private static final int MOST_LINES = 3;
  /** A failed history is shrunk to a script that whoever waits here wants to read, with the command that plays it. */
  private static final int MOST_LINES_OF_A_SCRIPT = 26;
  private static final int BAR = 24;

  /** Of fewer passes than this nobody can say what is usual. */
  private static final int LEAST_PASSES = 5;

  private final Terminal terminal;
  private final Time wall;
  private final int planned;
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
  private int done;
  private final Map<CaseId, Usual> usual;
  private final Map<Integer, List<HostId>> lanes = new HashMap<>();
  private final Consumer<HostId> leftWell;
  private Instant begun;

  /**
   * Show a run of this many cases.
   *
   * @param usual how long cases took before
   * @param leftWell told of each host that is left running the build
   */
  RunProgress(Terminal terminal, Time wall, int planned, int alreadyDone, Map<CaseId, Usual> usual, Consumer<HostId> leftWell) {
    this.usual = usual;
    this.leftWell = leftWell;
    this.terminal = terminal;
    this.wall = wall;
    this.planned = planned;
    this.done = alreadyDone;
    this.begun = wall.now();
  }

  @Override
  public void entered(Phase phase, String detail) {
    terminal.progress(String.format("%-9s %s", phase.name().toLowerCase(Locale.ROOT), detail));
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
    lanes.put(lane, hosts);
    terminal.status(bar() + "  " + testCase);
  }

  @Override
  public void ended(int lane, CaseId testCase, int attempt, Outcome outcome, Duration took, boolean again) {
    if (!again) {
      done++;
      counts.merge(outcome.verdict(), 1, Integer::sum);
    }
    boolean bad = outcome.verdict() == Verdict.FAIL || outcome.verdict() == Verdict.INCONCLUSIVE;
    terminal.progress(String.format("%-12s %3d/%d  %s  %s%s%s", outcome.verdict(), done, planned, testCase, Texts.brief(took), bad ? where(lane) : "", again ? "  to be tried again" : ""));
    slow(testCase, took).ifPresent(most -> terminal.progress(String.format("SLOW                 %s  %s (p95 %s)%s", testCase, Texts.brief(took), Texts.brief(most), where(lane))));
    if (bad) {
      outcome.message().lines().limit(outcome.thrown() instanceof CarriesEvidence ? MOST_LINES_OF_A_SCRIPT : MOST_LINES).forEach(line -> terminal.progress("             " + Terminal.printable(line)));
    }
    terminal.status(done < planned ? bar() : "");
  }

  private String where(int lane) {
    return lanes.getOrDefault(lane, List.of()).stream().map(HostId::value).reduce((one, other) -> one + " " + other).map(names -> "  on " + names).orElse("");
  }

  /** Of every hundred cases five take longer than what is usual: only what took half as long again is worth a line. */
  private Optional<Duration> slow(CaseId testCase, Duration took) {
    return Optional.ofNullable(usual.get(testCase)).filter(known -> known.passes() >= LEAST_PASSES).map(Usual::most)
        .filter(most -> took.compareTo(most.plus(most.dividedBy(2))) > 0);
  }

  private String bar() {
    int filled = planned == 0 ? BAR : BAR * done / planned;
    var bad = counts.entrySet().stream().filter(entry -> entry.getKey() != Verdict.PASS)
        .map(entry -> "  " + entry.getKey() + " " + entry.getValue()).reduce("", String::concat);
    return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + done + "/" + planned
        + "  ok " + counts.getOrDefault(Verdict.PASS, 0) + bad + "  " + Texts.brief(wall.since(begun)) + eta();
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
