package dev.assay.analysis.change;

import java.util.List;

/** Counts of found and true change points within a margin, as in van den Burg and Williams 2020. */
final class Score {

  static final int MARGIN = 5;

  private int found;
  private int foundTrue;
  private int truths;
  private int truthsFound;
  private double sumOfF1;
  private int series;

  void add(List<Integer> truth, int[] detected) {
    int matched = matches(truth, detected);
    found += detected.length;
    foundTrue += matched;
    truths += truth.size();
    truthsFound += matched;
    double precision = (matched + 1.0) / (detected.length + 1.0);
    double recall = (matched + 1.0) / (truth.size() + 1.0);
    sumOfF1 += 2 * precision * recall / (precision + recall);
    series++;
  }

  private static int matches(List<Integer> truth, int[] detected) {
    int matched = 0;
    var used = new boolean[detected.length];
    for (int place : truth) {
      int best = -1;
      for (int i = 0; i < detected.length; i++) {
        if (!used[i] && Math.abs(detected[i] - place) <= MARGIN
            && (best < 0 || Math.abs(detected[i] - place) < Math.abs(detected[best] - place))) {
          best = i;
        }
      }
      if (best >= 0) {
        used[best] = true;
        matched++;
      }
    }
    return matched;
  }

  /** F1 per series with index 0 as a change point, averaged. */
  double f1() {
    return sumOfF1 / series;
  }

  double precision() {
    return found == 0 ? 1 : foundTrue / (double) found;
  }

  double recall() {
    return truths == 0 ? 1 : truthsFound / (double) truths;
  }

  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "F1 %.3f precision %.3f recall %.3f", f1(), precision(), recall());
  }
}
