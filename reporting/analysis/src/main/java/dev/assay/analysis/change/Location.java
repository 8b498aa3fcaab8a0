package dev.assay.analysis.change;

/**
 * Where a change may lie: the places whose loss is not much more than that of the best one.
 *
 * @param earliest the first such place
 * @param latest the last such place
 */
record Location(int earliest, int latest) {

  /** The 95 % quantile of the likelihood ratio of a threshold's place, -2 ln(1 - sqrt(0.95)) (Hansen 2000). */
  private static final double RATIO = 7.352279553;

  static Location of(double[] series, int from, int at, int to, Noise noise) {
    double before = Levels.level(series, from, at, noise.sigma());
    double after = Levels.level(series, at, to, noise.sigma());
    double limit = RATIO * noise.inflationOfIntervals();
    int earliest = at;
    double more = 0;
    for (int place = at - 1; place > from; place--) {
      more += excess(series[place], after, before, noise.sigma());
      earliest = more <= limit ? place : earliest;
    }
    int latest = at;
    more = 0;
    for (int place = at + 1; place < to; place++) {
      more += excess(series[place - 1], before, after, noise.sigma());
      latest = more <= limit ? place : latest;
    }
    return new Location(earliest, latest);
  }

  /** What a point costs more on the level it would be given to than on the one it has. */
  private static double excess(double value, double given, double own, double sigma) {
    return Biweight.loss((value - given) / sigma) - Biweight.loss((value - own) / sigma);
  }
}
