package dev.assay.site.html;

import dev.assay.analysis.gate.CriterionResult;
import dev.assay.analysis.gate.GateDecision;
import dev.assay.core.HostId;
import dev.assay.core.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words figures and verdicts for people: each verdict has a word, a sign and a colour, never a colour alone. */
public final class Words {

  private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  public static String sign(Optional<Verdict> verdict) {
    return verdict.map(Words::sign).orElse("\u00b7");
  }

  public static String sign(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "\u2713";
      case SKIPPED -> "\u2013";
      case INCONCLUSIVE -> "?";
      case FAIL -> "\u2717";
    };
  }

  public static String word(Optional<Verdict> verdict) {
    return verdict.map(Verdict::name).orElse("NOT TRIED");
  }

  /** Name the style of a verdict. */
  public static String style(Optional<Verdict> verdict) {
    return verdict.map(known -> known.name().toLowerCase(Locale.ROOT)).orElse("skipped");
  }

  public static String style(GateDecision.Answer answer) {
    return switch (answer) {
      case GO -> "pass";
      case NO_GO -> "fail";
      case PENDING -> "inconclusive";
    };
  }

  public static String style(CriterionResult.State state) {
    return switch (state) {
      case OK -> "pass";
      case FAILED -> "fail";
      case PENDING -> "inconclusive";
      case WAIVED -> "skipped";
    };
  }

  public static String sign(CriterionResult.State state) {
    return switch (state) {
      case OK -> "\u2713";
      case FAILED -> "\u2717";
      case PENDING -> "?";
      case WAIVED -> "\u2013";
    };
  }

  /** Write a share in percent, rounded down, so that it never looks better than it is; a dash of nothing. */
  public static String percent(long part, long whole) {
    if (whole == 0) {
      return "\u2013";
    }
    var tenths = 1_000 * part / whole;
    return tenths / 10 + (tenths % 10 == 0 ? " %" : "." + tenths % 10 + " %");
  }

  /** Write a share as a style sheet's width. */
  public static String width(long part, long whole) {
    return whole == 0 ? "0%" : String.format(Locale.ROOT, "%.3f%%", 100.0 * part / whole);
  }

  public static String duration(Duration duration) {
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + two(duration.toMinutesPart()) + " min";
    }
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + " min " + two(duration.toSecondsPart()) + " s";
    }
    return rounded(duration.toNanos() / 1e9, duration.toSeconds() >= 10 ? 0 : 2).toPlainString() + " s";
  }

  private static String two(int part) {
    return part < 10 ? "0" + part : Integer.toString(part);
  }

  public static String instant(Instant instant) {
    return INSTANT.format(instant);
  }

  public static String hosts(List<HostId> hosts) {
    return String.join(" ", hosts.stream().map(HostId::value).toList());
  }

  /** Write a measured value with four significant digits, without an exponent where people would not write one. */
  public static String number(double value) {
    if (value == 0) {
      return "0";
    }
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    if (size >= 1e9 || size < 1e-4) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    if (value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    return rounded(value, Math.max(0, 3 - (int) Math.floor(Math.log10(size)))).stripTrailingZeros().toPlainString();
  }

  /** Round as {@code String.format} does; a page holds ten thousand figures, and that one takes ten times as long. */
  private static BigDecimal rounded(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
  }

  public static String count(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
