package dev.assay.judge.kpi;

import dev.assay.analysis.change.Direction;
import dev.assay.analysis.change.Series;
import dev.assay.analysis.compare.KpiReadings;
import dev.assay.analysis.compare.Rules;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code {"kpis":[{"id":"...","direction":"lower","baseline":[...],"candidate":[...],"host":"..."}]}}. */
final class ComparisonFile {

  private final JsonInput json;
  private final Set<String> ids = new HashSet<>();
  private double falseDiscovery = Rules.DEFAULT.falseDiscovery();
  private double minimumPercent = Rules.DEFAULT.minimumPercent();
  private Optional<List<KpiReadings>> kpis = Optional.empty();

  private ComparisonFile(JsonInput json) {
    this.json = json;
  }

  /** All KPIs of a build and what counts as a change. */
  record Content(List<KpiReadings> kpis, Rules rules) {}

  static Content read(String name, InputStream stream) {
    try (var json = new JsonInput(name, stream)) {
      var file = new ComparisonFile(json);
      json.object(Map.of(
          "falseDiscovery", () -> file.falseDiscovery = json.number(),
          "minimumPercent", () -> file.minimumPercent = json.number(),
          "kpis", () -> file.kpis = Optional.of(json.list(file::kpi))));
      json.end();
      return new Content(file.kpis.orElseThrow(() -> json.refused("key 'kpis' is missing")), file.rules());
    }
  }

  private Rules rules() {
    try {
      return new Rules(falseDiscovery, minimumPercent, false);
    } catch (IllegalArgumentException e) {
      throw json.refused(String.valueOf(e.getMessage()));
    }
  }

  private KpiReadings kpi() {
    var entry = new Entry();
    json.object(Map.of(
        "id", () -> entry.id = Optional.of(SeriesFile.newId(json, ids)),
        "unit", () -> json.text(),
        "host", () -> entry.host = Optional.of(json.text()),
        "direction", () -> entry.direction = SeriesFile.direction(json),
        "baseline", () -> entry.baseline = Optional.of(json.list(json::repeats)),
        "candidate", () -> entry.candidate = Optional.of(json.repeats())));
    var id = entry.id.orElseThrow(() -> json.refused("the KPI before this has no 'id'"));
    var baseline = entry.baseline.orElseThrow(() -> json.refused("KPI '" + id + "' before this has no 'baseline'"));
    var candidate = entry.candidate.orElseThrow(() -> json.refused("KPI '" + id + "' before this has no 'candidate'"));
    return new KpiReadings(new Series(id, entry.direction, baseline), candidate, entry.host);
  }

  /** What was read of one KPI so far. */
  private static final class Entry {
    private Optional<String> id = Optional.empty();
    private Optional<String> host = Optional.empty();
    private Direction direction = Direction.BOTH;
    private Optional<List<double[]>> baseline = Optional.empty();
    private Optional<double[]> candidate = Optional.empty();
  }
}
