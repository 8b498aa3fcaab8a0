package dev.assay.store;

import dev.assay.core.Bytes;
import dev.assay.core.Need;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of columns: flat maps with sorted names, and needs. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, String>> MAP = new TypeReference<>() {};

  private Json() {}

  static String of(Map<String, String> map) {
    return map.isEmpty() ? "{}" : MAPPER.writeValueAsString(new TreeMap<>(map));
  }

  static SequencedMap<String, String> map(String json) {
    return json.equals("{}") ? Collections.unmodifiableSequencedMap(new TreeMap<>()) : Collections.unmodifiableSequencedMap(MAPPER.readValue(json, MAP));
  }

  static String of(Need need) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("hosts", need.hosts());
    fields.put("memoryBytes", need.memory().count());
    fields.put("cpus", need.cpus());
    fields.put("sharedStorage", need.sharedStorage());
    fields.put("sameClass", need.sameClass());
    fields.put("hostClass", need.hostClass());
    fields.put("where", need.where());
    return MAPPER.writeValueAsString(fields);
  }

  static Need need(String json) {
    var tree = MAPPER.readTree(json);
    List<String> storage = tree.get("sharedStorage").valueStream().map(node -> node.asString()).toList();
    return new Need(
        tree.get("hosts").asInt(),
        Bytes.of(tree.get("memoryBytes").asLong()),
        tree.get("cpus").asInt(),
        storage,
        tree.get("sameClass").asBoolean(),
        tree.get("hostClass").asString()).where(tree.path("where").asString(""));
  }
}
