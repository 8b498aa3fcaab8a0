package dev.assay.analysis.compare;

import dev.assay.analysis.compare.Finding.Answer;
import dev.assay.analysis.stats.FalseDiscovery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells which KPIs of a build changed against their baselines.
 *
 * <p>Each KPI's repeats are held against the readings of its current level by the exact test of Mann and Whitney and by how far they lie from
 * it, repeats and neighbouring builds hanging together or not; the larger p-values of all KPIs are adjusted together. Where even the most extreme outcome could
 * not pass, 2 / C(B + r, r) >= q / m, the answer is that more runs are needed, never silence.
 */
public final class BuildComparison {

  private static final double ROUNDING = 1e-9;

  /** A worse KPI whose adjusted p lies between the limit and so many times the limit is suspect: run it again. */
  private static final double SUSPECT = 2;

  /**
   * Something changed in a build if one KPI at least is beyond a fiftieth of what the least of all p-values may be, or as far as
   * its repeats can go: so hardly a build without any change is blocked by chance alone.
   */
  private static final double BUILD_CHANGED = 0.02;

  /** So many KPIs at once beyond the limit of false discovery are no chance either. */
  private static final int MANY_CHANGED = 4;

  /** So many repeats of a suspect are asked for at once. */
  private static final int RETRIGGER = 5;

  private BuildComparison() {}

  /** Compare all KPIs of one build; the findings come in the KPIs' order. */
  public static List<Finding> compare(List<KpiReadings> kpis, Rules rules) {
    var tests = kpis.stream().map(KpiTest::of).toList();
    double[] pValues = tests.stream().mapToDouble(KpiTest::pValue).toArray();
    double[] adjusted = rules.anyDependence() ? FalseDiscovery.benjaminiYekutieli(pValues) : FalseDiscovery.benjaminiHochberg(pValues);
    boolean changed = tests.stream().anyMatch(test -> isBeyondChance(test, rules.falseDiscovery() / kpis.size()))
        || IntStream.range(0, kpis.size()).filter(i -> adjusted[i] <= rules.falseDiscovery() && tests.get(i).isClear(rules.minimumPercent())).count() >= MANY_CHANGED;
    var findings = new ArrayList<Finding>();
    IntStream.range(0, kpis.size()).forEach(i -> findings.add(judge(tests.get(i), adjusted[i], kpis.size(), changed, rules)));
    return HostFault.apply(kpis, findings);
  }

  /** Return how many readings each of two builds needs for an answer to be possible among so many KPIs. */
  public static int readingsOfEach(int kpis, Rules rules) {
    int each = 1;
    while (Repeats.leastPValue(each, each) >= rules.falseDiscovery() / Math.max(1, kpis)) {
      each++;
    }
    return each;
  }

  private static boolean isBeyondChance(KpiTest test, double limit) {
    int repeats = test.candidate().length;
    int baseline = test.baseline().length;
    return repeats > 0 && baseline > 0 && test.pValue() <= Math.max(BUILD_CHANGED * limit, Math.min(limit, Repeats.leastPValue(baseline, repeats) * (1 + ROUNDING)));
  }

  private static Finding judge(KpiTest test, double adjusted, int kpis, boolean changed, Rules rules) {
    var finding = test.finding(Answer.NONE, adjusted, rules.falseDiscovery() / kpis);
    int lacking = Repeats.lacking(test.baseline().length, test.candidate().length, rules.falseDiscovery() / kpis);
    boolean matters = Math.abs(finding.percent()) >= rules.minimumPercent();
    if (adjusted <= rules.falseDiscovery() && matters && changed) {
      int speaking = test.speaking();
      if (!Agreement.isEnough(speaking, finding.repeats())) {
        return finding.needing(RETRIGGER, 0, "its repeats disagree: only " + speaking + " of " + finding.repeats() + " lie beyond most of the baseline");
      }
      return test.finding(test.meaning(), adjusted, rules.falseDiscovery() / kpis);
    }
    if (lacking > 0) {
      var fewest = Repeats.fewest(test.baseline().length, test.candidate().length, rules.falseDiscovery() / kpis);
      return finding.needing(Math.max(1, fewest.repeats()), fewest.baseline(), finding.repeats() + " repeats against " + finding.baselineBuilds()
          + " builds cannot show any change among " + kpis + " KPIs" + (fewest.baseline() > 0 ? "; " + fewest.baseline() + " more runs of builds before it are needed, too" : ""));
    }
    boolean suspect = adjusted <= SUSPECT * rules.falseDiscovery() && matters && test.meaning() != Answer.IMPROVEMENT;
    return suspect ? finding.needing(RETRIGGER, 0, "suspect, but not sure beyond chance") : finding;
  }
}
