package dev.assay.inventory.planning;

import dev.assay.core.AssayException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Hours of each day, in UTC, such as {@code 20:00-06:00}: they may pass midnight. */
public record DailyHours(LocalTime from, LocalTime until) {

  public DailyHours {
    if (from.equals(until)) {
      throw new AssayException.Usage("reading hours of the day: " + from + " to " + until + " is no time at all");
    }
  }

  public static DailyHours parse(String text) {
    var parts = text.split("-", -1);
    try {
      if (parts.length == 2) {
        return new DailyHours(LocalTime.parse(parts[0].strip()), LocalTime.parse(parts[1].strip()));
      }
    } catch (DateTimeParseException wrong) {
      // Told below: both ways of being wrong get one message.
    }
    throw new AssayException.Usage("reading hours of the day: '" + text + "' is not like 20:00-06:00 (UTC)");
  }

  /** Return the first instant from this one on that falls into the hours. */
  Instant next(Instant from) {
    var time = from.atOffset(ZoneOffset.UTC).toLocalTime();
    if (contains(time)) {
      return from;
    }
    var wait = Duration.between(time, this.from);
    return from.plus(wait.isNegative() ? wait.plusDays(1) : wait);
  }

  private boolean contains(LocalTime time) {
    return from.isBefore(until) ? !time.isBefore(from) && time.isBefore(until) : !time.isBefore(from) || time.isBefore(until);
  }

  @Override
  public String toString() {
    return from + "-" + until;
  }
}
