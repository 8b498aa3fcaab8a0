package dev.assay.store;

import dev.assay.core.kpi.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.StatelessSession;

/** Copies samples of one attempt, each into its series. */
final class SampleWriter {

  private final KpiCatalogue catalogue = new KpiCatalogue();
  private final Writing writing;

  SampleWriter(Writing writing) {
    this.writing = writing;
  }

  void write(Hold hold, AttemptEntity.Key attempt, List<Sample> samples) {
    var entered = writing.inTransaction("storing " + samples.size() + " samples of run " + hold.name(), session -> {
      hold.check(session);
      var series = seriesOf(session, samples);
      rows(attempt, samples, series).into(session, "sample (series, run, ordinal, attempt, at_nanos, value)");
      return series;
    });
    catalogue.remember(entered);
  }

  private Map<SeriesName, Integer> seriesOf(StatelessSession session, List<Sample> samples) {
    var names = new TreeSet<SeriesName>();
    samples.forEach(sample -> names.add(SeriesName.of(sample)));
    var series = new HashMap<SeriesName, Integer>();
    names.forEach(name -> series.put(name, catalogue.seriesOf(session, name)));
    return series;
  }

  private static CopyText rows(AttemptEntity.Key attempt, List<Sample> samples, Map<SeriesName, Integer> series) {
    var rows = new CopyText();
    for (var sample : samples) {
      rows.column(series.get(SeriesName.of(sample))).column(attempt.run()).column(attempt.ordinal()).column(attempt.number());
      rows.column(Nanos.of(sample.at())).column(sample.value()).endRow();
    }
    return rows;
  }
}
