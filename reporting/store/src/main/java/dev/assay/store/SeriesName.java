package dev.assay.store;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.kpi.Sample;
import java.util.Comparator;
import java.util.SequencedMap;

/**
 * A metric at fixed dimensions: samples of one such line can be compared with each other.
 *
 * <p>Ordered, because two lanes that entered new series in different orders would wait for each other for ever.
 */
record SeriesName(Kpi kpi, SequencedMap<String, String> dimensions) implements Comparable<SeriesName> {

  private static final Comparator<SeriesName> ORDER =
      Comparator.<SeriesName, String>comparing(series -> series.kpi.name())
          .thenComparing(series -> series.kpi.unit())
          .thenComparing(series -> series.kpi.better())
          .thenComparing(SeriesName::json);

  static SeriesName of(Sample sample) {
    return new SeriesName(sample.kpi(), sample.dimensions());
  }

  String json() {
    return Json.of(dimensions);
  }

  @Override
  public int compareTo(SeriesName other) {
    return ORDER.compare(this, other);
  }
}
