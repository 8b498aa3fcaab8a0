package dev.assay.site.pages;

import java.util.List;
import java.util.Optional;

/**
 * A metric over builds.
 *
 * @param points oldest first, one per run that ended
 * @param changes where it moved to a new level, oldest first
 */
public record TrendView(
    String kpi, String unit, String better, List<SeriesName> all, SeriesName series, List<Point> points, List<Change> changes, double noisePercent, Optional<Band> band,
    String version, List<String> versions) {

  public record SeriesName(int id, String dimensions) {}

  /**
   * The samples of one run.
   *
   * @param low the lower end of the band that the level and its noise at this build make
   * @param mark words for what stands out here: a change point, other hosts; blank for nothing
   */
  public record Point(
      String run, String build, String labDate, long samples, double least, double median, double p95, double most, String hosts, double low, double high, String mark) {}

  /**
   * A change point.
   *
   * @param accepted who accepted the level after it, and why; blank when nobody has
   */
  public record Change(
      String build, String run, String earliest, String latest, double before, double after, double percent, double low, double high, double cliffsDelta, String meaning,
      boolean provisional, boolean wentAway, String accepted) {}

  public record Band(double level, double low, double high) {}

  public Optional<Point> last() {
    return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
  }
}
