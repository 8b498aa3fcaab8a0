package dev.assay.cli;

import dev.assay.core.AssayException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Reads until when something shall hold: a date, which it holds through (UTC), or a span such as {@code 14d}. */
final class Until {

  /** What holds longer is no exception any more. */
  private static final Duration LONGEST = Duration.ofDays(180);

  private static final Pattern SPAN = Pattern.compile("(\\d{1,4})([hdw])");

  private Until() {}

  /** Return the first instant at which it holds no more. */
  static Instant parse(String text, Instant now) {
    var end = end(text, now);
    if (!end.isAfter(now)) {
      throw new AssayException.Usage("reading --until " + text + ": that is past already");
    }
    if (end.isAfter(now.plus(LONGEST))) {
      throw new AssayException.Usage("reading --until " + text + ": nothing may be excused for longer than " + LONGEST.toDays() + " days at a time");
    }
    return end;
  }

  private static Instant end(String text, Instant now) {
    var span = SPAN.matcher(text.strip());
    if (span.matches()) {
      long count = Long.parseLong(span.group(1));
      return now.plus(switch (span.group(2)) {
        case "h" -> Duration.ofHours(count);
        case "d" -> Duration.ofDays(count);
        default -> Duration.ofDays(7 * count);
      });
    }
    try {
      return LocalDate.parse(text.strip()).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new AssayException.Usage("reading --until " + text + ": expected a date such as 2026-12-05, or a span such as 14d");
    }
  }
}
