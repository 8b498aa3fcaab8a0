package dev.assay.xapi.metrics;

/**
 * What a series is of.
 *
 * @param owner {@code host}, {@code vm} or {@code sr}
 * @param metric as the host names it, such as {@code cpu0} or {@code memory_free_kib}; units are the data source's
 */
public record Legend(Consolidation consolidation, String owner, String uuid, String metric) {

  /** Read {@code AVERAGE:host:UUID:metric}. */
  static Legend parse(String text) {
    var parts = text.split(":", 4);
    if (parts.length != 4) {
      throw new IllegalArgumentException("the legend '" + text + "' is not FUNCTION:OWNER:UUID:METRIC");
    }
    return new Legend(Consolidation.valueOf(parts[0]), parts[1], parts[2], parts[3]);
  }

  @Override
  public String toString() {
    return consolidation + ":" + owner + ":" + uuid + ":" + metric;
  }
}
