package dev.assay.store;

import dev.assay.core.kpi.Sample;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.StatelessSession;

/** Copies samples of one attempt, each into its series. */
final class SampleWriter {

  private static final int MONTHS = 12;
  private static final int FIRST_YEAR = 1970;

  private final KpiCatalogue catalogue = new KpiCatalogue();
  private final Set<Integer> partitions = ConcurrentHashMap.newKeySet();
  private final Writing writing;

  SampleWriter(Writing writing) {
    this.writing = writing;
  }

  void write(Hold hold, AttemptEntity.Key attempt, List<Sample> samples) {
    var doing = "storing " + samples.size() + " samples of run " + hold.name();
    makePartitions(doing, samples);
    var lines = SampleLines.of(samples);
    var entered = writing.ridingOut(doing, session -> {
      hold.check(session);
      var series = seriesOf(session, lines.names());
      rows(attempt, samples, lines, series).into(session, "sample (series, run, ordinal, attempt, at_nanos, value)");
      return series;
    });
    catalogue.remember(entered);
  }

  /** In a transaction of their own: whoever makes a table keeps others from it until he commits. */
  private void makePartitions(String doing, List<Sample> samples) {
    var months = new TreeSet<Integer>();
    long second = Long.MIN_VALUE;
    for (var sample : samples) {
      if (sample.at().getEpochSecond() != second) {
        second = sample.at().getEpochSecond();
        var at = sample.at().atOffset(ZoneOffset.UTC);
        months.add((at.getYear() - FIRST_YEAR) * MONTHS + at.getMonthValue() - 1);
      }
    }
    months.removeAll(partitions);
    for (int month : months) {
      writing.ridingOut(doing, session -> session
          .createNativeQuery("select cast(results.make_sample_partition(:month) as text)", String.class)
          .setParameter("month", month)
          .getResultList());
      partitions.add(month);
    }
  }

  /** In the names' order, because two lanes that entered new series in different orders would wait for each other for ever. */
  private Map<SeriesName, Integer> seriesOf(StatelessSession session, List<SeriesName> names) {
    var series = new HashMap<SeriesName, Integer>();
    names.stream().sorted().forEach(name -> series.put(name, catalogue.seriesOf(session, name)));
    return series;
  }

  private static CopyRows rows(AttemptEntity.Key attempt, List<Sample> samples, SampleLines lines, Map<SeriesName, Integer> series) {
    int[] numbers = lines.names().stream().mapToInt(series::get).toArray();
    var rows = new CopyRows(samples.size(), 3 * Integer.BYTES + 3 * Long.BYTES, 6);
    for (int i = 0; i < samples.size(); i++) {
      var sample = samples.get(i);
      rows.row().column(numbers[lines.line(i)]).column(attempt.run()).column(attempt.ordinal()).column(attempt.number());
      rows.column(Nanos.of(sample.at())).column(sample.value());
    }
    return rows;
  }
}
