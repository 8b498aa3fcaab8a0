package dev.assay.analysis.evaluation;

import dev.assay.analysis.change.Direction;
import dev.assay.analysis.change.Series;
import dev.assay.analysis.stats.SplitMix;
import java.util.ArrayList;
import java.util.List;

/**
 * A seeded series of KPI shape whose change points are known.
 *
 * @param changes first builds of new levels, ascending
 */
public record LabelledSeries(NoiseKind kind, double[] values, List<Integer> changes) {

  private static final double[] SIZES = {1.5, 2, 2.5, 3, 4, 6};
  private static final int SPACING = 12;
  private static final int SHORTEST = 30;
  private static final int LONGEST = 500;
  private static final double FARTHEST = 6;

  /** Make series of 30 to 500 builds, so many of each kind, with one to six changes each. */
  public static List<LabelledSeries> withChanges(List<NoiseKind> kinds, long seed, int perKind) {
    return many(kinds, seed, perKind, true);
  }

  /** Make series of 30 to 500 builds, so many of each kind, whose level never changes. */
  public static List<LabelledSeries> withoutChange(List<NoiseKind> kinds, long seed, int perKind) {
    return many(kinds, seed, perKind, false);
  }

  /** Make series of one length with one shift of this many deviations; 0 for none. */
  public static List<LabelledSeries> withOneShift(List<NoiseKind> kinds, long seed, int perKind, int length, int at, double size) {
    var chance = new SplitMix(seed);
    var made = new ArrayList<LabelledSeries>();
    for (var kind : kinds) {
      for (int i = 0; i < perKind; i++) {
        made.add(make(chance, kind, length, size == 0 ? List.of() : List.of(at), size));
      }
    }
    return made;
  }

  public Series series() {
    return Series.of(kind.name(), Direction.BOTH, values);
  }

  private static List<LabelledSeries> many(List<NoiseKind> kinds, long seed, int perKind, boolean changing) {
    var chance = new SplitMix(seed);
    var made = new ArrayList<LabelledSeries>();
    for (var kind : kinds) {
      for (int i = 0; i < perKind; i++) {
        int length = (int) Math.round(SHORTEST * StrictMath.pow(LONGEST / (double) SHORTEST, chance.nextDouble()));
        made.add(make(chance, kind, length, changing ? places(chance, length) : List.of(), 0));
      }
    }
    return made;
  }

  private static List<Integer> places(SplitMix chance, int length) {
    int wanted = 1 + chance.below(Math.max(1, Math.min(6, length / 35)));
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

  /** From 0.004 s to 1e9 B/s, with a noise of 0.3 to 8 %; a walk of the level is drawn back when it has gone far. */
  private static LabelledSeries make(SplitMix chance, NoiseKind kind, int length, List<Integer> changes, double size) {
    double level = StrictMath.pow(10, -3 + 12 * chance.nextDouble());
    double spread = level * StrictMath.pow(10, Noises.between(chance, -2.5, -1.1));
    double[] noise = kind.noise(chance, length);
    double shift = 0;
    int next = 0;
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      if (next < changes.size() && changes.get(next) == i) {
        double step = size > 0 ? size : SIZES[chance.below(SIZES.length)];
        shift += (shift > FARTHEST ? -1 : shift < -FARTHEST ? 1 : chance.below(2) == 0 ? 1 : -1) * step;
        next++;
      }
      values[i] = level + spread * (noise[i] + shift);
    }
    return new LabelledSeries(kind, values, changes);
  }
}
