package dev.assay.analysis.gate;

import dev.assay.analysis.rates.ClusteredRate;
import dev.assay.analysis.stats.Proportions;
import java.util.List;

/** Confidence bounds of pass rates, as the gate wants them: undecided cases count as failed below, hosts are clusters. */
final class Bounds {

  private static final int MOST_CASES = 1_000_000;

  private Bounds() {}

  static double lower(SuiteRun run, Percent confidence) {
    var counts = run.counts();
    var plain = Proportions.lowerBound(counts.passed(), counts.asked(), confidence.fraction());
    var clusters = run.hosts().stream().map(host -> new ClusteredRate.Cluster(host.passed(), host.passed() + host.failed())).toList();
    return Math.min(plain, clustered(clusters, confidence, plain));
  }

  private static double clustered(List<ClusteredRate.Cluster> clusters, Percent confidence, double otherwise) {
    return clusters.size() < 2 ? otherwise : ClusteredRate.lowerBound(clusters, confidence.fraction());
  }

  static double upper(long passed, long asked, Percent confidence) {
    return Proportions.upperBound(passed, asked, confidence.fraction());
  }

  /** Return how many more cases, all passing, bring the lower bound to the limit; 0 when a million would not. */
  static long casesNeeded(Criterion.PassRate rule, SuiteRun run) {
    if (!(rule.basis() instanceof Criterion.Basis.SurelyAbove(var confidence))) {
      return 0;
    }
    var counts = run.counts();
    long low = 0;
    long high = MOST_CASES;
    if (!reaches(rule, counts, confidence, high)) {
      return 0;
    }
    while (high - low > 1) {
      var middle = (low + high) / 2;
      if (reaches(rule, counts, confidence, middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private static boolean reaches(Criterion.PassRate rule, SuiteRun.Counts counts, Percent confidence, long more) {
    return Proportions.lowerBound(counts.passed() + more, counts.asked() + more, confidence.fraction()) >= rule.atLeast().fraction();
  }
}
