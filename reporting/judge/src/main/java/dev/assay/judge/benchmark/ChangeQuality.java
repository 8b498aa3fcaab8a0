package dev.assay.judge.benchmark;

import dev.assay.analysis.evaluation.ChangeDetector;
import dev.assay.analysis.evaluation.DetectionQuality;
import dev.assay.analysis.evaluation.NoiseKind;
import dev.assay.core.benchmark.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Scores change points on seeded series, of the kinds that settings were chosen on and of kinds
 * that they were not, beside published methods. A figure's ratio is that over its goal; each repetition has a seed of its own.
 */
public final class ChangeQuality {

  /** Far from the seeds that settings were chosen on. */
  private static final long FIRST_SEED = 7_000_000;

  private static final int STEP = 1000;
  private static final int PER_KIND = 60;
  private static final int ONLINE_PER_KIND = 20;
  private static final int SLOW_PER_KIND = 6;

  private final List<Figure> figures = new ArrayList<>();
  private final List<Long> seeds;

  private ChangeQuality(int repetitions) {
    seeds = LongStream.range(0, repetitions).mapToObj(i -> FIRST_SEED + i * STEP).toList();
  }

  public static List<Figure> measure(int repetitions) {
    var quality = new ChangeQuality(repetitions);
    quality.offline(ChangeDetector.ours(), PER_KIND);
    quality.offline(ChangeDetector.energyWithStudent(), PER_KIND);
    quality.offline(ChangeDetector.energyWithPermutations(), SLOW_PER_KIND);
    NoiseKind.all(true).forEach(kind -> quality.ofKind(kind));
    NoiseKind.all(false).forEach(kind -> quality.ofKind(kind));
    quality.online(true);
    quality.online(false);
    return List.copyOf(quality.figures);
  }

  private void offline(ChangeDetector detector, int perKind) {
    for (boolean tuning : new boolean[] {true, false}) {
      var found = seeds.stream().map(seed -> DetectionQuality.of(detector, NoiseKind.all(tuning), seed, perKind)).toList();
      var name = detector.name() + ", " + kinds(tuning) + ": ";
      add(name + "F1", "share", found, DetectionQuality::f1, 0.97);
      add(name + "precision", "share", found, DetectionQuality::precision, 0.97);
      add(name + "recall", "share", found, DetectionQuality::recall, 0.90);
      add(name + "cover", "share", found, DetectionQuality::cover, 1);
      add(name + "series without change with an alarm", "share", found, DetectionQuality::alarms, 0.02);
    }
  }

  private void ofKind(NoiseKind kind) {
    var found = seeds.stream().map(seed -> DetectionQuality.of(ChangeDetector.ours(), List.of(kind), seed, PER_KIND)).toList();
    var name = "Assay, " + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ": ";
    add(name + "F1", "share", found, DetectionQuality::f1, 0.97);
    add(name + "series without change with an alarm", "share", found, DetectionQuality::alarms, 0.02);
  }

  private void online(boolean tuning) {
    var found = seeds.stream().map(seed -> DetectionQuality.Online.of(NoiseKind.all(tuning), seed, ONLINE_PER_KIND)).toList();
    var name = "Assay online, " + kinds(tuning) + ": ";
    add(name + "false alerts", "per 1000 KPI-builds", found, DetectionQuality.Online::falsePerThousand, 2);
    add(name + "2.5-sigma shifts told within 10 builds", "share", found, DetectionQuality.Online::found, 0.97);
    add(name + "delay", "builds", found, DetectionQuality.Online::delay, 10);
  }

  private static String kinds(boolean tuning) {
    return tuning ? "tuning kinds" : "held-out kinds";
  }

  private <T> void add(String name, String unit, List<T> found, ToDoubleFunction<T> measure, double goal) {
    var values = found.stream().map(measure::applyAsDouble).toList();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    figures.add(new Figure(name, unit, values, mean / goal));
  }
}
