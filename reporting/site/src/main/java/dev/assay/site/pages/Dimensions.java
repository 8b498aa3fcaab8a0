package dev.assay.site.pages;

import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Words what a series of readings hangs on. */
final class Dimensions {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, String>> MAP = new TypeReference<>() {};

  private Dimensions() {}

  static TreeMap<String, String> map(String json) {
    return MAPPER.readValue(json, MAP);
  }

  /** Word those that stand in a line's name, as {@code boot.time{guest=debian,storage=nfs}}. */
  static String ofLine(String name) {
    int open = name.indexOf('{');
    return open < 0 ? "" : name.substring(open + 1, name.length() - 1).replace(",", " ");
  }

  static String words(String json) {
    var dimensions = map(json);
    return String.join(" ", dimensions.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
  }
}
