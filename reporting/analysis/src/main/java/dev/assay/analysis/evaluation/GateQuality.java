package dev.assay.analysis.evaluation;

import dev.assay.analysis.change.Direction;
import dev.assay.analysis.change.Series;
import dev.assay.analysis.compare.BuildComparison;
import dev.assay.analysis.compare.Finding;
import dev.assay.analysis.compare.KpiReadings;
import dev.assay.analysis.compare.Rules;
import dev.assay.analysis.stats.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How often the comparison of a build tells true regressions and false ones.
 *
 * @param falseDiscovery the mean share of false ones among the regressions told, 0 for a build with none
 * @param power the share of true regressions told
 * @param cleanBlocked the share of builds without any regression of which one was told
 */
public record GateQuality(double falseDiscovery, double power, double cleanBlocked) {

  private static final int KPIS = 300;
  private static final int BASELINE = 60;
  private static final int REPEATS = 5;

  /** Judge as many builds with this share of the KPIs worse by so many deviations as builds with none. */
  public static GateQuality of(List<NoiseKind> kinds, long seed, int builds, double size, double share) {
    double falseShare = 0;
    double told = 0;
    double worse = 0;
    int blocked = 0;
    for (int build = 0; build < builds; build++) {
      boolean[] truth = new boolean[KPIS];
      var findings = judged(kinds, new SplitMix(seed + 2L * build), size, share, truth);
      int right = count(findings, truth, true);
      int wrong = count(findings, truth, false);
      falseShare += right + wrong == 0 ? 0 : wrong / (double) (right + wrong);
      told += right;
      worse += IntStream.range(0, KPIS).filter(i -> truth[i]).count();
      blocked += count(judged(kinds, new SplitMix(seed + 2L * build + 1), 0, 0, new boolean[KPIS]), new boolean[KPIS], false) > 0 ? 1 : 0;
    }
    return new GateQuality(falseShare / builds, worse == 0 ? 1 : told / worse, blocked / (double) builds);
  }

  private static int count(List<Finding> findings, boolean[] truth, boolean wanted) {
    return (int) IntStream.range(0, KPIS).filter(i -> truth[i] == wanted && findings.get(i).answer() == Finding.Answer.REGRESSION).count();
  }

  private static List<Finding> judged(List<NoiseKind> kinds, SplitMix chance, double size, double share, boolean[] truth) {
    var kpis = new ArrayList<KpiReadings>();
    for (int i = 0; i < KPIS; i++) {
      truth[i] = size > 0 && chance.nextDouble() < share;
      double[] noise = kinds.get(i % kinds.size()).noise(chance, BASELINE + REPEATS);
      double shift = truth[i] ? size : 0;
      double spread = 1 + 4 * chance.nextDouble();
      double[] values = IntStream.range(0, noise.length).mapToDouble(at -> 100 + spread * (noise[at] + (at < BASELINE ? 0 : shift))).toArray();
      kpis.add(new KpiReadings(
          Series.of("kpi-" + i, Direction.LOWER, Arrays.copyOf(values, BASELINE)), Arrays.copyOfRange(values, BASELINE, values.length), Optional.empty()));
    }
    return BuildComparison.compare(kpis, Rules.DEFAULT);
  }
}
