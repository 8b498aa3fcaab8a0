package dev.assay.cli;

import dev.assay.cli.output.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The rows of an answer about KPIs, for CSV and JSON lines; each begins with the id of its series. */
enum KpiRows {
  INDICES("id", "index"),
  ALERTS("id", "build", "cp"),
  CHANGES("id", "index", "range", "meaning", "before", "after", "percent", "percent interval", "cliffs delta", "provisional", "went away", "strength", "moved with"),
  COMPARISONS("id", "answer", "percent", "percent interval", "cliffs delta", "p value", "adjusted P value", "baseline builds", "repeats", "more runs",
      "detectable percent", "reason", "bimodal", "family", "moved with"),
  STATISTICS("id", "statistic", "value");

  private final List<String> columns;

  KpiRows(String... columns) {
    this.columns = List.of(columns);
  }

  Rows of(JsonNode answer) {
    var rows = new Rows(columns.toArray(String[]::new));
    answer.properties().forEach(entry -> cells(entry.getValue()).forEach(cells -> {
      var row = new ArrayList<Object>(List.of(entry.getKey()));
      row.addAll(cells);
      rows.add(row.toArray());
    }));
    return rows;
  }

  private Stream<List<Object>> cells(JsonNode ofSeries) {
    return switch (this) {
      case INDICES -> ofSeries.valueStream().map(index -> List.of(cell(index)));
      case ALERTS -> ofSeries.valueStream().map(this::fields);
      case CHANGES -> ofSeries.get("changes").valueStream().map(this::fields);
      case COMPARISONS -> Stream.of(fields(ofSeries));
      case STATISTICS -> ofSeries.properties().stream().flatMap(field -> named(field.getKey(), field.getValue()));
    };
  }

  private List<Object> fields(JsonNode object) {
    return columns.stream().skip(1).map(column -> cell(object.path(Rows.jsonName(column)))).toList();
  }

  /** A test has several numbers of its own: {@code mannWhitneyExact.pValue}. */
  private static Stream<List<Object>> named(String name, JsonNode value) {
    return value.isObject()
        ? value.properties().stream().flatMap(field -> named(name + "." + field.getKey(), field.getValue()))
        : Stream.of(List.of(name, cell(value)));
  }

  private static Object cell(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(KpiRows::cell).toList();
    }
    if (value.isIntegralNumber()) {
      return value.asLong();
    }
    if (value.isNumber()) {
      return value.asDouble();
    }
    return value.isBoolean() ? (Object) value.asBoolean() : value.asString("");
  }
}
