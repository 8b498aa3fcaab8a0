package dev.assay.judge.kpi;

import dev.assay.analysis.stats.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON; numbers keep all their digits, and what is infinite or unknown is null. */
final class JsonOutput {

  private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();

  JsonOutput put(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  JsonOutput put(String name, double value) {
    fields.put(name, finite(value));
    return this;
  }

  JsonOutput put(String name, Interval interval) {
    var ends = new ArrayList<@Nullable Object>();
    ends.add(finite(interval.low()));
    ends.add(finite(interval.high()));
    fields.put(name, ends);
    return this;
  }

  JsonOutput put(String name, List<JsonOutput> children) {
    fields.put(name, children.stream().map(child -> child.fields).toList());
    return this;
  }

  JsonOutput put(String name, JsonOutput child) {
    fields.put(name, child.fields);
    return this;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  String text() {
    return MAPPER.writeValueAsString(fields) + "\n";
  }
}
