package dev.assay.cli.output;

import dev.assay.core.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Short texts for durations, instants and counts, the same in every command. */
public final class Texts {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  private static final int MOST_NAMES = 16;
  private static final int NAMES_OF_MANY = 10;

  private Texts() {}

  /** Names that one can read at a glance: of very many the first ones, and how many more; other forms of an answer have all. */
  public static String few(List<String> names, String between) {
    return names.size() <= MOST_NAMES ? String.join(between, names)
        : String.join(between, names.subList(0, NAMES_OF_MANY)) + " and " + (names.size() - NAMES_OF_MANY) + " more";
  }

  /** Write a duration with its two largest units: {@code 3h12m}, {@code 4m07s}, {@code 9.4s}, {@code 85ms}. */
  public static String brief(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds >= 86_400) {
      return seconds / 86_400 + "d" + String.format("%02dh", seconds % 86_400 / 3_600);
    }
    if (seconds >= 3_600) {
      return seconds / 3_600 + "h" + String.format("%02dm", seconds % 3_600 / 60);
    }
    if (seconds >= 60) {
      return seconds / 60 + "m" + String.format("%02ds", seconds % 60);
    }
    return seconds >= 1 ? String.format(java.util.Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0) : duration.toMillis() + "ms";
  }

  public static String clock(Instant instant) {
    return CLOCK.format(instant);
  }

  public static String minute(Instant instant) {
    return MINUTE.format(instant);
  }

  /** Say how long ago, as people do: {@code 2 min ago}. */
  public static String ago(Instant then, Instant now) {
    var passed = Duration.between(then, now);
    if (passed.toSeconds() < 60) {
      return "just now";
    }
    if (passed.toMinutes() < 60) {
      return passed.toMinutes() + " min ago";
    }
    return passed.toHours() < 48 ? passed.toHours() + " h ago" : passed.toDays() + " days ago";
  }

  /** Write passed over planned, then what else there is: {@code 29/31: 1 FAIL, 1 SKIPPED}. */
  public static String counts(SequencedMap<Verdict, Integer> counts, int planned) {
    var others = counts.entrySet().stream()
        .filter(entry -> entry.getKey() != Verdict.PASS && entry.getValue() > 0)
        .sorted(java.util.Map.Entry.<Verdict, Integer>comparingByKey().reversed())
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
    return counts.getOrDefault(Verdict.PASS, 0) + "/" + planned + (others.isEmpty() ? "" : ": " + others);
  }
}
