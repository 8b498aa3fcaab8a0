package dev.assay.config;

import dev.assay.core.AssayException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people write them: {@code 500ms}, {@code 90s}, {@code 15m}, {@code 1h30m}, {@code 14d}. */
public final class Durations {

  private static final Pattern TEXT =
      Pattern.compile("(?=\\d)(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?(?:(\\d{1,6})ms)?");

  private Durations() {}

  public static Duration parse(String text) {
    var matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new AssayException.Usage("reading a length of time: '" + text + "' is not like 90s, 15m, 1h30m or 14d");
    }
    return Duration.ofDays(part(matcher.group(1)))
        .plusHours(part(matcher.group(2)))
        .plusMinutes(part(matcher.group(3)))
        .plusSeconds(part(matcher.group(4)))
        .plusMillis(part(matcher.group(5)));
  }

  private static long part(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
