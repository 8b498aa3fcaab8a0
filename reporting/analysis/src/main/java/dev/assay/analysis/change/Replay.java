package dev.assay.analysis.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Plays a series build by build, as a nightly run sees it, and raises an alert once for each change. */
public final class Replay {

  /** A change is told once two of the latest builds have shown it: that halves the false alerts and costs one build. */
  private static final int CONFIRMATIONS = 2;

  private static final int LATEST = 4;

  /** A new level that has lasted so many builds is told at once: waiting would find hardly a false one among those. */
  private static final int LASTING = 9;

  /** Places this close are the same change, seen more sharply. */
  private static final int SAME = 5;

  private Replay() {}

  /**
   * An alert.
   *
   * @param build how many builds were known when it was raised
   * @param changePoint the first build of the new level, counted from 0
   */
  public record Alert(int build, int changePoint) {}

  /**
   * Replay a series.
   *
   * @param warmup how many builds are known at the start; what they show by themselves raises no alert
   */
  public static List<Alert> of(Series series, int warmup) {
    var known = new ArrayList<Integer>();
    var alerts = new ArrayList<Alert>();
    int[][] last = new int[LATEST][0];
    for (int build = Math.max(1, warmup - LATEST + 1); build <= series.builds().size(); build++) {
      last[build % LATEST] = ChangePoints.indices(series.first(build));
      for (int change : last[build % LATEST]) {
        if (build <= warmup) {
          known.add(change);
        } else if (build - change >= LASTING || isConfirmed(last, change)) {
          if (known.stream().noneMatch(one -> Math.abs(one - change) <= SAME)) {
            alerts.add(new Alert(build, change));
          }
          known.add(change);
        }
      }
    }
    return alerts;
  }

  private static boolean isConfirmed(int[][] last, int change) {
    return Arrays.stream(last).filter(splits -> Arrays.stream(splits).anyMatch(split -> Math.abs(split - change) <= SAME)).count() >= CONFIRMATIONS;
  }
}
