package dev.assay.site.summary;

import dev.assay.core.RunId;
import dev.assay.core.kpi.Kpi;
import dev.assay.store.Runs;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Gathers the samples of a run by metric and dimensions. */
final class KpiLines {

  private record Key(Kpi kpi, SequencedMap<String, String> dimensions) {}

  private final TreeMap<Key, DoubleStream.Builder> values =
      new TreeMap<>(Comparator.comparing((Key key) -> key.kpi().name()).thenComparing(key -> key.dimensions().toString()));

  List<KpiLine> read(Runs runs, RunId run) {
    runs.eachSample(run, stored -> {
      var dimensions = new TreeMap<>(stored.sample().dimensions());
      dimensions.remove("host");
      dimensions.remove("vm");
      values.computeIfAbsent(new Key(stored.sample().kpi(), dimensions), _ -> DoubleStream.builder()).add(stored.sample().value());
    });
    return values.entrySet().stream().map(entry -> new KpiLine(entry.getKey().kpi(), entry.getKey().dimensions(), entry.getValue().build().toArray())).toList();
  }
}
