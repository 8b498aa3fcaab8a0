package dev.assay.xapi.wire;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Dates as XAPI writes them, {@code 20260801T09:30:00Z}; older servers leave the {@code Z} out or use dashes. */
final class WireDate {

  private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuuMMdd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter READ = DateTimeFormatter.ofPattern("[uuuuMMdd][uuuu-MM-dd]'T'HH:mm:ss[.SSS]['Z']");

  private WireDate() {}

  static String write(Instant instant) {
    return WRITTEN.format(instant);
  }

  static Instant read(String text) {
    try {
      return LocalDateTime.parse(text, READ).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'" + text + "' is no date such as 19700101T00:00:00Z", e);
    }
  }
}
