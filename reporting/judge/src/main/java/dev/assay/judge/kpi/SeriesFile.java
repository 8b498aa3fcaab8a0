package dev.assay.judge.kpi;

import dev.assay.analysis.change.Direction;
import dev.assay.analysis.change.Series;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code {"series":[{"id":"...","values":[...],"direction":"lower"}]}}. */
final class SeriesFile {

  private final JsonInput json;
  private final Set<String> ids = new HashSet<>();
  private Optional<List<Series>> series = Optional.empty();

  private SeriesFile(JsonInput json) {
    this.json = json;
  }

  static List<Series> read(String name, InputStream stream) {
    try (var json = new JsonInput(name, stream)) {
      var file = new SeriesFile(json);
      json.object(Map.of("series", () -> file.series = Optional.of(json.list(file::one))));
      json.end();
      return file.series.orElseThrow(() -> json.refused("key 'series' is missing"));
    }
  }

  private Series one() {
    var entry = new Entry();
    json.object(Map.of(
        "id", () -> entry.id = Optional.of(newId(json, ids)),
        "unit", () -> json.text(),
        "direction", () -> entry.direction = direction(json),
        "values", () -> entry.values = Optional.of(json.list(json::repeats))));
    return new Series(
        entry.id.orElseThrow(() -> json.refused("the series before this has no 'id'")),
        entry.direction,
        entry.values.orElseThrow(() -> json.refused("the series before this has no 'values'")));
  }

  /** What was read of one series so far. */
  private static final class Entry {
    private Optional<String> id = Optional.empty();
    private Direction direction = Direction.BOTH;
    private Optional<List<double[]>> values = Optional.empty();
  }

  static String newId(JsonInput json, Set<String> ids) {
    var id = json.text();
    if (!ids.add(id)) {
      throw json.refused("the id '" + id + "' before this is given twice");
    }
    return id;
  }

  static Direction direction(JsonInput json) {
    var word = json.text();
    return switch (word) {
      case "lower" -> Direction.LOWER;
      case "higher" -> Direction.HIGHER;
      case "both" -> Direction.BOTH;
      default -> throw json.refused("the direction '" + word + "' before this is none of lower, higher, both");
    };
  }
}
