package dev.assay.simulator.xapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What can be set of a bond: something only where its members speak LACP with the switch. */
final class BondProperties {

  private static final SequencedMap<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put("hashing_algorithm", "tcpudp_ports");
    DEFAULTS.put("lacp-time", "slow");
    DEFAULTS.put("lacp-fallback-ab", "true");
  }

  private BondProperties() {}

  static void check(String mode, String key, String value) {
    if (!isValid(mode, key, value)) {
      throw Refusal.invalidValue("properties", key + " = " + value);
    }
  }

  /** Return what of these properties the mode knows, and for the rest what it begins with. */
  static SequencedMap<String, Object> complete(String mode, SequencedMap<String, Object> given) {
    var properties = new LinkedHashMap<String, Object>();
    given.forEach((key, value) -> {
      if (isValid(mode, key, (String) value)) {
        properties.put(key, value);
      }
    });
    if (mode.equals("lacp")) {
      DEFAULTS.forEach(properties::putIfAbsent);
    }
    return Collections.unmodifiableSequencedMap(properties);
  }

  private static boolean isValid(String mode, String key, String value) {
    return mode.equals("lacp") && switch (key) {
      case "hashing_algorithm" -> List.of("src_mac", "tcpudp_ports").contains(value);
      case "lacp-time" -> List.of("fast", "slow").contains(value);
      case "lacp-fallback-ab" -> List.of("true", "false").contains(value);
      case "lacp-aggregation-key" -> value.matches("-?\\d{1,18}");
      default -> false;
    };
  }
}
