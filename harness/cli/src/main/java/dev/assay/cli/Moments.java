package dev.assay.cli;

import dev.assay.config.Durations;
import dev.assay.core.AssayException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** Points in time as people type them. */
final class Moments {

  static final String HELP = "As 2026-12-01T20:00 by this machine's clock, 2026-12-01T20:00:00Z, or +90m from now.";

  private Moments() {}

  static Instant parse(String text, Instant now) {
    try {
      return text.startsWith("+") ? now.plus(Durations.parse(text.substring(1)))
          : text.endsWith("Z") ? Instant.parse(text) : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeParseException e) {
      throw new AssayException.Usage("reading a time: '" + text + "' is not like 2026-12-01T20:00, 2026-12-01T20:00:00Z or +90m");
    }
  }

  /** Read a length of time that is more than nothing. */
  static Duration length(String option, String text) {
    var length = Durations.parse(text);
    if (length.isZero()) {
      throw new AssayException.Usage("reading " + option + " " + text + ": nothing lasts no time; say for example 4h or 2d");
    }
    return length;
  }
}
