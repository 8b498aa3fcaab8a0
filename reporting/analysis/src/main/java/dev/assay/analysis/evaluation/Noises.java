package dev.assay.analysis.evaluation;

import dev.assay.analysis.stats.SplitMix;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Makes noise of each kind. */
final class Noises {

  private Noises() {}

  static double gaussian(SplitMix chance) {
    return StrictMath.sqrt(-2 * StrictMath.log(1 - chance.nextDouble())) * StrictMath.cos(2 * Math.PI * chance.nextDouble());
  }

  static double between(SplitMix chance, double low, double high) {
    return low + (high - low) * chance.nextDouble();
  }

  static double[] gaussian(SplitMix chance, int length) {
    return each(length, i -> gaussian(chance));
  }

  /** Student's t of three to six degrees, or Laplace; scaled to a deviation of 1. */
  static double[] heavyTailed(SplitMix chance, int length) {
    int degrees = 2 + chance.below(5);
    if (degrees == 2) {
      return each(length, i -> -Math.copySign(StrictMath.log(1 - chance.nextDouble()), chance.nextDouble() - 0.5) / Math.sqrt(2));
    }
    double deviation = Math.sqrt(degrees / (degrees - 2.0));
    return each(length, i -> student(chance, degrees) / deviation);
  }

  private static double student(SplitMix chance, int degrees) {
    double squares = 0;
    for (int i = 0; i < degrees; i++) {
      double z = gaussian(chance);
      squares += z * z;
    }
    return gaussian(chance) / Math.sqrt(squares / degrees);
  }

  static double[] autocorrelated(SplitMix chance, int length) {
    double rho = between(chance, 0.2, 0.55);
    double[] noise = gaussian(chance, length);
    for (int i = 1; i < length; i++) {
      noise[i] = rho * noise[i - 1] + Math.sqrt(1 - rho * rho) * noise[i];
    }
    return noise;
  }

  /** Two or three modes, each build in one of them by chance; a deviation of 1 in all. */
  static double[] multiModal(SplitMix chance, int length) {
    double share = between(chance, 0.15, 0.5);
    double gap = between(chance, 2.5, 5);
    boolean three = chance.below(3) == 0;
    double second = three ? share / 2 : 0;
    double mean = gap * share - gap * second;
    double deviation = Math.sqrt(1 + gap * gap * (share + second) - mean * mean);
    return each(length, i -> {
      double mode = chance.nextDouble();
      return (gaussian(chance) + (mode < share ? gap : mode < share + second ? -gap : 0) - mean) / deviation;
    });
  }

  /** Single outliers of five to twelve deviations: upwards only, or either way. */
  static double[] spikes(SplitMix chance, int length) {
    double share = between(chance, 0.01, 0.06);
    boolean both = chance.below(2) == 0;
    return each(length, i -> {
      double z = gaussian(chance);
      double height = between(chance, 5, 12) * (both && chance.below(2) == 0 ? -1 : 1);
      return chance.nextDouble() < share ? z + height : z;
    });
  }

  /** A slow trend of up to two deviations from end to end: steady, or for a part of the series only. */
  static double[] drift(SplitMix chance, int length) {
    double slope = between(chance, 0.3, 2) * (chance.below(2) == 0 ? 1 : -1);
    boolean steady = chance.below(4) > 0;
    double until = steady ? 1 : between(chance, 0.5, 0.9);
    return each(length, i -> gaussian(chance) + slope * Math.min(i / (double) length, until));
  }

  /** A spread that jumps, that grows, or that swings. */
  static double[] heteroscedastic(SplitMix chance, int length) {
    int form = chance.below(3);
    double factor = between(chance, 1.5, 3.5);
    double at = between(chance, 0.25, 0.75);
    boolean falling = chance.below(2) == 0;
    return each(length, i -> {
      double place = falling ? 1 - i / (double) length : i / (double) length;
      double part = switch (form) {
        case 0 -> place < at ? 0 : 1;
        case 1 -> place;
        default -> 0.5 + 0.5 * StrictMath.sin(2 * Math.PI * (place * 3 + at));
      };
      return gaussian(chance) * StrictMath.pow(factor, part - 0.5);
    });
  }

  static double[] skewed(SplitMix chance, int length) {
    double shape = between(chance, 0.4, 0.8);
    double variance = StrictMath.expm1(shape * shape) * StrictMath.exp(shape * shape);
    return each(length, i -> StrictMath.exp(shape * gaussian(chance)) / Math.sqrt(variance));
  }

  static double[] movingAverage(SplitMix chance, int length) {
    double weight = between(chance, 0.3, 0.8);
    double[] shocks = gaussian(chance, length + 1);
    return each(length, i -> (shocks[i + 1] + weight * shocks[i]) / Math.sqrt(1 + weight * weight));
  }

  static double[] rounded(SplitMix chance, int length) {
    double step = between(chance, 0.4, 1.6);
    return each(length, i -> step * Math.rint(gaussian(chance) / step));
  }

  static double[] weekly(SplitMix chance, int length) {
    double height = between(chance, 0.3, 0.9);
    return each(length, i -> gaussian(chance) + height * StrictMath.sin(2 * Math.PI * i / 7.0));
  }

  static double[] volatileBouts(SplitMix chance, int length) {
    double[] noise = new double[length];
    double spread = 1;
    for (int i = 0; i < length; i++) {
      noise[i] = Math.sqrt(spread) * gaussian(chance);
      spread = 0.1 + 0.2 * Math.min(9, noise[i] * noise[i]) + 0.7 * spread;
    }
    return noise;
  }

  static double[] bursts(SplitMix chance, int length) {
    double[] noise = gaussian(chance, length);
    int count = Math.max(1, (int) (length * between(chance, 0.005, 0.015)));
    for (int burst = 0; burst < count; burst++) {
      int at = chance.below(length);
      double height = between(chance, 4, 9) * (chance.below(2) == 0 ? 1 : -1);
      for (int i = at; i < Math.min(length, at + 2 + chance.below(3)); i++) {
        noise[i] += height;
      }
    }
    return noise;
  }

  static double[] uniform(SplitMix chance, int length) {
    return each(length, i -> between(chance, -Math.sqrt(3), Math.sqrt(3)));
  }

  private static double[] each(int length, IntToDoubleFunction value) {
    return IntStream.range(0, length).mapToDouble(value).toArray();
  }
}
