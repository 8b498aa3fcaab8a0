package dev.assay.simulator.xapi;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Dates as the API writes them: {@code 20260131T23:59:59Z}, always UTC, whole seconds. */
final class WireTime {

  private WireTime() {}

  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  static Instant parse(String field, String text) {
    try {
      return LocalDateTime.parse(text, FORMAT).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw Refusal.of("FIELD_TYPE_ERROR", field);
    }
  }
}
