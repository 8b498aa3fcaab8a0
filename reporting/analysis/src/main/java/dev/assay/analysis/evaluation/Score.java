package dev.assay.analysis.evaluation;

import java.util.List;

/**
 * How well detected change points agree with the true ones, by the measures of van den Burg and Williams 2020.
 *
 * <p>A detected point within five of a true one is right, each true one being met but once. F1 is taken per series with the
 * first point as a change point of its own, and averaged; precision and recall are over all series, without that point.
 */
public final class Score {

  public static final int MARGIN = 5;

  private int found;
  private int right;
  private int truths;
  private double sumOfF1;
  private double sumOfCover;
  private int series;

  /** Count one series of so many points; both lists ascend. */
  public void add(int points, List<Integer> truth, int[] detected) {
    int matched = matches(truth, detected);
    found += detected.length;
    right += matched;
    truths += truth.size();
    double precision = (matched + 1.0) / (detected.length + 1.0);
    double recall = (matched + 1.0) / (truth.size() + 1.0);
    sumOfF1 += 2 * precision * recall / (precision + recall);
    sumOfCover += cover(points, truth.stream().mapToInt(Integer::intValue).toArray(), detected);
    series++;
  }

  public double f1() {
    return sumOfF1 / series;
  }

  /** Return the mean overlap of each true stretch with the detected one that fits it best, weighted by length (Jaccard). */
  public double cover() {
    return sumOfCover / series;
  }

  public double precision() {
    return found == 0 ? 1 : right / (double) found;
  }

  public double recall() {
    return truths == 0 ? 1 : right / (double) truths;
  }

  static int matches(List<Integer> truth, int[] detected) {
    int matched = 0;
    var used = new boolean[detected.length];
    for (int place : truth) {
      int best = -1;
      for (int i = 0; i < detected.length; i++) {
        if (!used[i] && Math.abs(detected[i] - place) <= MARGIN && (best < 0 || Math.abs(detected[i] - place) < Math.abs(detected[best] - place))) {
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

  static double cover(int points, int[] truth, int[] detected) {
    double sum = 0;
    for (int i = 0; i <= truth.length; i++) {
      int from = i == 0 ? 0 : truth[i - 1];
      int to = i == truth.length ? points : truth[i];
      double best = 0;
      for (int j = 0; j <= detected.length; j++) {
        int start = j == 0 ? 0 : detected[j - 1];
        int end = j == detected.length ? points : detected[j];
        double shared = Math.max(0, Math.min(to, end) - Math.max(from, start));
        best = Math.max(best, shared / (to - from + end - start - shared));
      }
      sum += (to - from) * best;
    }
    return sum / points;
  }
}
