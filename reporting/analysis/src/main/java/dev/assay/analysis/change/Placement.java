package dev.assay.analysis.change;

/** Moves each change point to the place nearby that the two levels around it, once known, speak for most. */
final class Placement {

  private static final int REACH = 8;

  private Placement() {}

  static int[] of(double[] series, int[] splits, Noise noise) {
    int[] placed = splits.clone();
    for (int i = 0; i < placed.length; i++) {
      placed[i] = best(series, Levels.start(placed, i), placed[i], Levels.end(placed, i + 1, series.length), noise);
    }
    return placed;
  }

  private static int best(double[] series, int from, int at, int to, Noise noise) {
    double before = Levels.level(series, from, at, noise.sigma());
    double after = Levels.level(series, at, to, noise.sigma());
    int first = Math.max(from + Strength.LEAST_POINTS, at - REACH);
    int last = Math.min(to - Strength.LEAST_POINTS, at + REACH);
    int best = at;
    double least = Double.POSITIVE_INFINITY;
    for (int place = first; place <= last; place++) {
      double loss = 0;
      for (int t = first - 1; t <= last; t++) {
        double own = series[t] - (t < place ? before : after);
        double neighbour = series[t - 1] - (t - 1 < place ? before : after);
        loss += Biweight.loss((own - noise.rho() * neighbour) / (noise.sigma() * Math.sqrt(1 - noise.rho() * noise.rho())));
      }
      if (loss < least) {
        least = loss;
        best = place;
      }
    }
    return best;
  }
}
