package dev.assay.simulator.xapi;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What the map of a snapshot schedule may hold, which depends on how often it runs, and what it holds when nothing is said. */
final class ScheduleKeys {

  private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  private ScheduleKeys() {}

  /** Refuse a map with keys that a schedule of this frequency has not, or with values that its keys cannot have. */
  static void check(String frequency, SequencedMap<String, Object> given) {
    given.forEach((key, value) -> {
      if (!of(frequency).contains(key) || !fits(key, String.valueOf(value))) {
        throw Refusal.invalidValue("schedule:" + key, value);
      }
    });
  }

  /** Return what a schedule of this frequency holds: its own keys alone, as given or by default. */
  static SequencedMap<String, Object> complete(String frequency, SequencedMap<String, Object> given) {
    var whole = new LinkedHashMap<String, Object>();
    of(frequency).forEach(key -> whole.put(key, given.getOrDefault(key, key.equals("days") ? DAYS.getFirst() : "0")));
    check(frequency, whole);
    return Collections.unmodifiableSequencedMap(whole);
  }

  /** List the keys; no frequency stands for any. */
  private static List<String> of(String frequency) {
    return switch (frequency) {
      case "hourly" -> List.of("min");
      case "daily" -> List.of("hour", "min");
      default -> List.of("hour", "min", "days");
    };
  }

  private static boolean fits(String key, String value) {
    return switch (key) {
      case "min" -> List.of("0", "15", "30", "45").contains(value);
      case "hour" -> value.matches("1?\\d|2[0-3]");
      default -> Arrays.stream(value.split(",")).map(String::strip).allMatch(DAYS::contains);
    };
  }
}
