package dev.assay.site.exports;

import dev.assay.core.RunId;
import dev.assay.core.kpi.Sample;
import dev.assay.store.Runs;
import dev.assay.store.Runs.StoredSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes samples as CSV (RFC 4180): a row of names, a row of units, then a row per sample with its value in the column of
 * its metric.
 */
public final class SamplesCsv {

  private final Writer out;
  private final TreeMap<String, String> units = new TreeMap<>();
  private final TreeSet<String> dimensions = new TreeSet<>();

  private SamplesCsv(Writer out) {
    this.out = out;
  }

  /** Write the samples of a run, reading them twice: for the columns, then for the rows. */
  public static void write(Writer out, Runs runs, RunId run) {
    var csv = new SamplesCsv(out);
    runs.eachSample(run, stored -> csv.prepare(stored.sample()));
    csv.heads();
    runs.eachSample(run, csv::row);
  }

  private void prepare(Sample sample) {
    units.put(sample.kpi().name(), sample.kpi().unit());
    dimensions.addAll(sample.dimensions().keySet());
  }

  private void heads() {
    var names = new ArrayList<>(List.of("case", "attempt", "at"));
    names.addAll(dimensions);
    names.addAll(units.keySet());
    line(names);
    var row = new ArrayList<>(List.of("", "1", "UTC"));
    dimensions.forEach(_ -> row.add(""));
    row.addAll(units.values());
    line(row);
  }

  private void row(StoredSample stored) {
    var sample = stored.sample();
    var row = new ArrayList<>(List.of(stored.testCase().value(), Integer.toString(stored.attempt()), sample.at().toString()));
    dimensions.forEach(name -> row.add(sample.dimensions().getOrDefault(name, "")));
    units.keySet().forEach(name -> row.add(name.equals(sample.kpi().name()) ? Double.toString(sample.value()) : ""));
    line(row);
  }

  private void line(List<String> cells) {
    try {
      out.write(String.join(",", cells.stream().map(SamplesCsv::quoted).toList()));
      out.write("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String cell) {
    return cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
