package dev.assay.analysis.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the builds at which a KPI moved to a new level.
 *
 * <p>Assumes levels that hold for five builds or more, noise of any shape around them with first-order autocorrelation up to
 * 0.7, and perhaps one slow trend. Repeats of a build count as their median; builds without readings are passed over.
 */
public final class ChangePoints {

  private ChangePoints() {}

  /** Detect all change points that the whole series shows. */
  public static Detection detect(Series series) {
    var prepared = Prepared.of(series);
    var split = Splitter.of(prepared.values());
    var description = new Description(series.direction(), prepared, split);
    var changes = new ArrayList<ChangePoint>();
    for (int i = 0; i < split.splits().length; i++) {
      changes.add(description.changePoint(i));
    }
    int since = changes.isEmpty() ? 0 : changes.getLast().build();
    return new Detection(
        series.id(), changes, prepared.raw().length, description.percentOfLevel(split.noise().sigma()), split.noise().resemblance(), description.percentOfLevel(split.slope()), since, description.isBimodal());
  }

  /** Return only the first builds of new levels: quicker, when nothing else is wanted. */
  public static int[] indices(Series series) {
    var prepared = Prepared.of(series);
    return Arrays.stream(Splitter.of(prepared.values()).splits()).map(split -> prepared.builds()[split]).toArray();
  }

  /** Detect in many series, in their order. */
  public static List<Detection> detectAll(List<Series> series) {
    return series.stream().map(ChangePoints::detect).toList();
  }
}
