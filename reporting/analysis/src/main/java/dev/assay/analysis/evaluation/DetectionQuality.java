package dev.assay.analysis.evaluation;

import dev.assay.analysis.change.Replay;
import java.util.List;

/**
 * How good a detector is on one set of kinds and one seed.
 *
 * @param alarms the share of series without change in which anything was found
 */
public record DetectionQuality(double f1, double precision, double recall, double cover, double alarms) {

  public static DetectionQuality of(ChangeDetector detector, List<NoiseKind> kinds, long seed, int perKind) {
    var score = new Score();
    var changing = LabelledSeries.withChanges(kinds, seed, perKind);
    var found = changing.parallelStream().map(detector.finder()::find).toList();
    for (int i = 0; i < found.size(); i++) {
      score.add(changing.get(i).values().length, changing.get(i).changes(), found.get(i));
    }
    var steady = LabelledSeries.withoutChange(kinds, seed + 1, perKind);
    long alarms = steady.parallelStream().filter(series -> detector.finder().find(series).length > 0).count();
    return new DetectionQuality(score.f1(), score.precision(), score.recall(), score.cover(), alarms / (double) steady.size());
  }

  /**
   * How soon changes are told and how often something is told that is none, build by build.
   *
   * @param falsePerThousand false alerts per 1,000 builds of a KPI, in series of 150 builds that begin with 30 known ones
   * @param found the share of shifts of 2.5 deviations after 60 builds that were told within ten
   * @param delay how many builds that took, at the mean
   */
  public record Online(double falsePerThousand, double found, double delay) {

    private static final int LENGTH = 150;
    private static final int WARMUP = 30;
    private static final int AT = 60;
    private static final int WITHIN = 10;

    public static Online of(List<NoiseKind> kinds, long seed, int perKind) {
      var quiet = LabelledSeries.withOneShift(kinds, seed + 2, Math.max(1, perKind / 4), LENGTH, LENGTH, 0);
      long alerts = quiet.parallelStream().mapToLong(series -> Replay.of(series.series(), WARMUP).size()).sum();
      var shifted = LabelledSeries.withOneShift(kinds, seed + 3, perKind, AT + WITHIN, AT, 2.5);
      var delays = shifted.parallelStream()
          .flatMap(series -> Replay.of(series.series(), AT - 1).stream().filter(alert -> Math.abs(alert.changePoint() - AT) <= Score.MARGIN).limit(1))
          .mapToInt(alert -> alert.build() - AT)
          .toArray();
      double builds = quiet.size() * (double) (LENGTH - WARMUP);
      return new Online(1000 * alerts / builds, delays.length / (double) shifted.size(), java.util.Arrays.stream(delays).average().orElse(0));
    }
  }
}
