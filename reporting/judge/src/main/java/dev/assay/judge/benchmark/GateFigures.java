package dev.assay.judge.benchmark;

import dev.assay.analysis.evaluation.GateQuality;
import dev.assay.analysis.evaluation.NoiseKind;
import dev.assay.core.benchmark.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Scores the comparison of builds: 300 KPIs, 60 baseline builds, 5 repeats, regressions of three deviations in a tenth of the KPIs
 * or in a few. A figure's ratio is that over its goal; each repetition has a seed of its own, that no setting was chosen on.
 */
public final class GateFigures {

  private static final long FIRST_SEED = 9_400_000;
  private static final int STEP = 1000;
  private static final int BUILDS = 10;
  private static final double SIZE = 3;
  private static final double MANY = 0.1;
  private static final double FEW = 0.03;

  private GateFigures() {}

  public static List<Figure> measure(int repetitions) {
    var figures = new ArrayList<Figure>();
    for (boolean tuning : new boolean[] {true, false}) {
      for (double share : new double[] {MANY, FEW}) {
        var found = LongStream.range(0, repetitions).parallel()
            .mapToObj(i -> GateQuality.of(NoiseKind.all(tuning), FIRST_SEED + i * STEP, BUILDS, SIZE, share)).toList();
        var name = (tuning ? "tuning kinds" : "held-out kinds") + ", " + Math.round(100 * share) + " % of KPIs worse by 3 sigma: ";
        figures.add(figure(name + "false discovery", found, GateQuality::falseDiscovery, 0.05));
        figures.add(figure(name + "power", found, GateQuality::power, 0.92));
        figures.add(figure(name + "clean builds blocked", found, GateQuality::cleanBlocked, 1));
      }
    }
    return List.copyOf(figures);
  }

  private static Figure figure(String name, List<GateQuality> found, ToDoubleFunction<GateQuality> measure, double goal) {
    var values = found.stream().map(measure::applyAsDouble).toList();
    return new Figure(name, "share", values, values.stream().mapToDouble(Double::doubleValue).average().orElse(0) / goal);
  }
}
