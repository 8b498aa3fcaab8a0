package dev.assay.analysis.change;

import dev.assay.analysis.stats.SplitMix;
import java.util.ArrayList;
import java.util.List;

/**
 * A seeded series of KPI shape whose change points are known.
 *
 * @param changes first points of new levels, ascending
 */
record EvaluationSeries(Kind kind, double[] values, List<Integer> changes) {

  /** What the noise is like; each has a standard deviation of about 1 before scaling. */
  enum Kind {
    GAUSSIAN,
    HEAVY_TAILED,
    AUTOCORRELATED,
    MULTI_MODAL,
    SPIKES,
    DRIFT,
    HETEROSCEDASTIC
  }

  private static final double[] SIZES = {1.5, 2, 2.5, 3, 4, 6};
  private static final int SPACING = 12;

  static List<EvaluationSeries> withoutChange(long seed, int perKind) {
    return many(seed, perKind, false);
  }

  static List<EvaluationSeries> withChanges(long seed, int perKind) {
    return many(seed, perKind, true);
  }

  private static List<EvaluationSeries> many(long seed, int perKind, boolean changing) {
    var chance = new SplitMix(seed);
    var series = new ArrayList<EvaluationSeries>();
    for (var kind : Kind.values()) {
      for (int i = 0; i < perKind; i++) {
        int length = (int) Math.round(30 * Math.pow(500 / 30.0, chance.nextDouble()));
        series.add(make(chance, kind, length, changing ? places(chance, length) : List.of(), 0));
      }
    }
    return series;
  }

  /** Make series with one shift of this many sigma at their middle. */
  static List<EvaluationSeries> withOneShift(long seed, int perKind, int length, int at, double size) {
    var chance = new SplitMix(seed);
    var series = new ArrayList<EvaluationSeries>();
    for (var kind : Kind.values()) {
      for (int i = 0; i < perKind; i++) {
        series.add(make(chance, kind, length, List.of(at), size));
      }
    }
    return series;
  }

  private static List<Integer> places(SplitMix chance, int length) {
    int most = Math.max(1, Math.min(6, length / 35));
    int wanted = 1 + chance.below(most);
    var places = new ArrayList<Integer>();
    for (int tries = 0; tries < 1000 && places.size() < wanted; tries++) {
      int place = SPACING + chance.below(length - 2 * SPACING + 1);
      if (places.stream().allMatch(other -> Math.abs(other - place) >= SPACING)) {
        places.add(place);
      }
    }
    places.sort(null);
    return places;
  }

  private static EvaluationSeries make(SplitMix chance, Kind kind, int length, List<Integer> changes, double size) {
    double level = Math.pow(10, -3 + 7 * chance.nextDouble());
    double spread = level * (0.01 + 0.07 * chance.nextDouble());
    double[] noise = noise(chance, kind, length);
    double shift = 0;
    int next = 0;
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      if (next < changes.size() && changes.get(next) == i) {
        double step = size > 0 ? size : SIZES[chance.below(SIZES.length)];
        shift += (shift > 6 ? -1 : shift < -6 ? 1 : chance.below(2) == 0 ? 1 : -1) * step;
        next++;
      }
      values[i] = level + spread * (noise[i] + shift);
    }
    return new EvaluationSeries(kind, values, changes);
  }

  private static double[] noise(SplitMix chance, Kind kind, int length) {
    double[] noise = new double[length];
    double before = gaussian(chance);
    double rho = 0.3 + 0.2 * chance.nextDouble();
    double slope = (chance.nextDouble() * 2 - 1) * 1.5;
    double modes = 0.15 + 0.35 * chance.nextDouble();
    double swell = 1 + 2 * chance.nextDouble();
    for (int i = 0; i < length; i++) {
      double z = gaussian(chance);
      double place = i / (double) length;
      noise[i] = switch (kind) {
        case GAUSSIAN -> z;
        case HEAVY_TAILED -> studentOfThree(chance, z);
        case AUTOCORRELATED -> before = rho * before + Math.sqrt(1 - rho * rho) * z;
        case MULTI_MODAL -> (z + (chance.nextDouble() < modes ? 3 : 0)) / Math.sqrt(1 + 9 * modes * (1 - modes));
        case SPIKES -> z + (chance.nextDouble() < 0.04 ? 5 + 5 * chance.nextDouble() : 0);
        case DRIFT -> z + slope * place;
        case HETEROSCEDASTIC -> z * (place < 0.5 ? 1 / Math.sqrt(swell) : Math.sqrt(swell)) / Math.sqrt((swell + 1 / swell) / 2);
      };
    }
    return noise;
  }

  private static double studentOfThree(SplitMix chance, double z) {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      double other = gaussian(chance);
      squares += other * other;
    }
    return z / Math.sqrt(squares / 3) / Math.sqrt(3);
  }

  static double gaussian(SplitMix chance) {
    return Math.sqrt(-2 * Math.log(1 - chance.nextDouble())) * Math.cos(2 * Math.PI * chance.nextDouble());
  }
}
