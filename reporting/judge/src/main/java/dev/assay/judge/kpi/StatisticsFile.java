package dev.assay.judge.kpi;

import dev.assay.core.AssayException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code {"samples":[...],"comparisons":[...],"proportions":[...],"tables":[...],"pValues":[...]}}, all optional. */
final class StatisticsFile {

  private final JsonInput json;
  private final Set<String> ids = new HashSet<>();
  private final List<Question> questions = new ArrayList<>();

  private StatisticsFile(JsonInput json) {
    this.json = json;
  }

  /** One thing to be computed. */
  sealed interface Question {

    String id();

    record OfSample(String id, double[] values) implements Question {}

    record OfTwoSamples(String id, double[] first, double[] second) implements Question {}

    record OfProportion(String id, long successes, long trials) implements Question {}

    record OfTable(String id, int[] cells) implements Question {}

    record OfPValues(String id, double[] values) implements Question {}
  }

  static List<Question> read(String name, InputStream stream) {
    try (var json = new JsonInput(name, stream)) {
      var file = new StatisticsFile(json);
      json.object(Map.of(
          "samples", () -> file.add(file::sample),
          "comparisons", () -> file.add(file::comparison),
          "proportions", () -> file.add(file::proportion),
          "tables", () -> file.add(file::table),
          "pValues", () -> file.add(file::pValues)));
      json.end();
      return file.questions;
    }
  }

  private void add(JsonInput.Element<Question> element) {
    questions.addAll(json.list(element));
  }

  private Question sample() {
    var entry = entry(List.of("values"));
    return new Question.OfSample(entry.id(), notEmpty(entry, "values"));
  }

  private Question comparison() {
    var entry = entry(List.of("first", "second"));
    return new Question.OfTwoSamples(entry.id(), notEmpty(entry, "first"), notEmpty(entry, "second"));
  }

  private Question proportion() {
    var entry = entry(List.of("successes", "trials"));
    long successes = (long) entry.field("successes", json)[0];
    long trials = (long) entry.field("trials", json)[0];
    if (trials < 1 || successes > trials) {
      throw json.refused("'" + entry.id() + "' before this has " + successes + " successes of " + trials + " trials");
    }
    return new Question.OfProportion(entry.id(), successes, trials);
  }

  private Question table() {
    var entry = entry(List.of("cells"));
    double[] cells = entry.field("cells", json);
    if (cells.length != 4 || java.util.Arrays.stream(cells).anyMatch(cell -> cell < 0 || cell != Math.rint(cell) || cell > 1e8)) {
      throw json.refused("'" + entry.id() + "' before this needs 'cells' of four whole numbers: successes and failures of the first, then of the second");
    }
    if (java.util.Arrays.stream(cells).sum() == 0) {
      throw json.refused("'" + entry.id() + "' before this has a table of nothing but zeros");
    }
    return new Question.OfTable(entry.id(), java.util.Arrays.stream(cells).mapToInt(cell -> (int) cell).toArray());
  }

  private Question pValues() {
    var entry = entry(List.of("values"));
    double[] values = entry.field("values", json);
    if (java.util.Arrays.stream(values).anyMatch(value -> value < 0 || value > 1)) {
      throw json.refused("'" + entry.id() + "' before this has a p-value that is not between 0 and 1");
    }
    return new Question.OfPValues(entry.id(), values);
  }

  private double[] notEmpty(Entry entry, String name) {
    double[] values = entry.field(name, json);
    if (values.length == 0) {
      throw json.refused("'" + entry.id() + "' before this has no number in '" + name + "'");
    }
    return values;
  }

  private record Entry(Optional<String> given, Map<String, double[]> fields) {

    String id() {
      return given.orElse("");
    }

    double[] field(String name, JsonInput json) {
      return Optional.ofNullable(fields.get(name)).orElseThrow(() -> json.refused("'" + id() + "' before this has no '" + name + "'"));
    }
  }

  /** Read an id and fields of numbers; a count stands as a list of one. */
  private Entry entry(List<String> names) {
    var fields = new java.util.TreeMap<String, double[]>();
    var id = new ArrayList<String>();
    var keys = new java.util.TreeMap<String, JsonInput.Key>();
    keys.put("id", () -> id.add(SeriesFile.newId(json, ids)));
    for (var name : names) {
      boolean count = name.equals("successes") || name.equals("trials");
      keys.put(name, () -> fields.put(name, count ? new double[] {json.count()} : json.numbers()));
    }
    json.object(keys);
    if (id.isEmpty()) {
      throw missingId();
    }
    return new Entry(id.stream().findFirst(), fields);
  }

  private AssayException.Usage missingId() {
    return json.refused("the entry before this has no 'id'");
  }
}
