package dev.assay.site.summary;

import dev.assay.core.AssayException;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.store.CaseRecord;
import dev.assay.store.Findings;
import dev.assay.store.Runs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Sums a stored run up in one pass over its cases and one over its samples. */
public final class SummaryReader {

  public static final int MOST_CASES = 2_000;
  private static final int MOST_BARS = 4_000;
  private static final int SLOWEST = 10;

  private final Runs runs;
  private final Findings findings;

  public SummaryReader(Runs runs, Findings findings) {
    this.runs = runs;
    this.findings = findings;
  }

  /**
   * Sum up what is stored of a run so far; it may still be going on.
   *
   * @throws AssayException.Nothing when there is no such run
   */
  public Summary read(RunId run) {
    var record = runs.find(run).orElseThrow(() -> new AssayException.Nothing("reporting run " + run + ": no such run is stored; see: assay status"));
    var pass = new Pass(new FailureCards(findings.failures(run), findings.evidence(run)));
    runs.eachCase(run, pass::take);
    return new Summary(
        record, pass.counts, pass.failures.cards(), pass.areas(), pass.slowest(), pass.cases(), pass.omitted(), pass.bars,
        new KpiLines().read(runs, run), pass.failures.signatures(), pass.busy.toSeconds() / 3_600.0);
  }

  /** What one pass over the cases gathers. */
  private static final class Pass {

    private static final Comparator<CaseLine> BY_TIME = Comparator.comparing(CaseLine::took).thenComparing(CaseLine::id, Comparator.reverseOrder());

    final FailureCards failures;
    final List<Bar> bars = new ArrayList<>();
    Counts counts = Counts.NONE;
    Duration busy = Duration.ZERO;
    private final TreeMap<String, Counts> areas = new TreeMap<>();
    private final PriorityQueue<CaseLine> slowest = new PriorityQueue<>(BY_TIME);
    private final List<CaseLine> passed = new ArrayList<>();
    private final List<CaseLine> others = new ArrayList<>();

    Pass(FailureCards failures) {
      this.failures = failures;
    }

    void take(CaseRecord record) {
      var line = CaseLine.of(record);
      counts = counts.and(line);
      areas.merge(line.area(), Counts.NONE.and(line), (before, _) -> before.and(line));
      keepSlow(line);
      keepLine(line);
      record.attempts().forEach(this::keepBars);
      failures.take(record);
    }

    private void keepSlow(CaseLine line) {
      if (line.took().isPositive()) {
        slowest.add(line);
      }
      if (slowest.size() > SLOWEST) {
        slowest.remove();
      }
    }

    private void keepLine(CaseLine line) {
      var list = line.is(Verdict.PASS) && !line.isFlaky() ? passed : others;
      if (list.size() < MOST_CASES) {
        list.add(line);
      }
    }

    private void keepBars(CaseRecord.AttemptRecord attempt) {
      busy = busy.plus(attempt.took().multipliedBy(attempt.hosts().size()));
      attempt.outcome().map(Outcome::verdict).filter(_ -> bars.size() < MOST_BARS).ifPresent(verdict ->
          attempt.hosts().forEach(host -> bars.add(new Bar(host, attempt.started(), attempt.started().plus(attempt.took()), verdict))));
    }

    List<AreaLine> areas() {
      return areas.entrySet().stream().map(entry -> new AreaLine(entry.getKey(), entry.getValue())).toList();
    }

    List<CaseLine> slowest() {
      return slowest.stream().sorted(BY_TIME.reversed()).toList();
    }

    List<CaseLine> cases() {
      var cases = new ArrayList<>(others);
      cases.addAll(passed.subList(0, Math.min(passed.size(), MOST_CASES - others.size())));
      return cases;
    }

    int omitted() {
      return counts.planned() - cases().size();
    }
  }
}
