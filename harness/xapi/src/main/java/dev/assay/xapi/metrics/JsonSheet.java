package dev.assay.xapi.metrics;

import dev.assay.xapi.wire.JsonTree;
import dev.assay.xapi.wire.RealNumbers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON form; newer servers write its numbers as strings, older ones bare. */
final class JsonSheet {

  private JsonSheet() {}

  static RrdReader.Sheet read(byte[] body) {
    if (!(JsonTree.read("metrics", body) instanceof Map<?, ?> sheet && sheet.get("meta") instanceof Map<?, ?> meta)) {
      throw new IllegalArgumentException("the document has no meta");
    }
    var rows = list(sheet, "data").stream().map(JsonSheet::row).toList();
    var legend = list(meta, "legend").stream().map(String::valueOf).toList();
    return new RrdReader.Sheet(number(meta, "start"), number(meta, "step"), number(meta, "end"), legend, rows);
  }

  private static RrdReader.Row row(Object seen) {
    if (!(seen instanceof Map<?, ?> row)) {
      throw new IllegalArgumentException("a row is '" + seen + "'");
    }
    return new RrdReader.Row(number(row, "t"), list(row, "values").stream().map(value -> RealNumbers.read(value.toString())).toList());
  }

  private static long number(Map<?, ?> map, String name) {
    return Optional.ofNullable(map.get(name)).map(value -> Long.valueOf(value.toString()))
        .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is missing"));
  }

  private static List<?> list(Map<?, ?> map, String name) {
    if (map.get(name) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("'" + name + "' is no list");
  }
}
