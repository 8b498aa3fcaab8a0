package dev.assay.site.pages;

import dev.assay.site.html.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words what pages show: each state has a word, a sign and a colour, never a colour alone. */
public final class Say {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int MOST_TEXT = 400;

  private Say() {}

  /** Name the style of any word that says how something stands. */
  public static String style(String word) {
    return switch (word) {
      case "PASS", "GO", "OK", "BETTER", "IMPROVEMENT", "ready", "free" -> "pass";
      case "FAIL", "NO-GO", "FAILED", "WORSE", "REGRESSION", "NOT READY", "quarantined", "suspect" -> "fail";
      case "INCONCLUSIVE", "PENDING", "INTERRUPTED", "RUNNING", "leased", "MORE RUNS", "CHANGE", "NEEDS_MORE_RUNS" -> "inconclusive";
      default -> "skipped";
    };
  }

  public static String sign(String word) {
    return switch (style(word)) {
      case "pass" -> "\u2713";
      case "fail" -> "\u2717";
      case "inconclusive" -> word.equals("RUNNING") || word.equals("leased") ? "\u25b6" : "?";
      default -> "\u2013";
    };
  }

  /** Cut what would fill a page; the page's JSON twin, and {@code assay gate explain}, hold the whole. */
  public static String brief(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + " \u2026 and so on; all of it: assay gate explain";
  }

  /** Find what a criterion's evidence says of one thing; its parts stand between semicolons. */
  public static String about(String name, String evidence) {
    var begins = name + " ";
    return brief(Arrays.stream(evidence.split("; ")).filter(part -> part.contains(begins)).findFirst().map(part -> part.substring(part.indexOf(begins) + begins.length())).orElse(evidence));
  }

  public static String word(String verdict) {
    return verdict.isEmpty() ? "NOT TRIED" : verdict;
  }

  public static String minute(Instant instant) {
    return MINUTE.format(instant);
  }

  public static String day(Optional<Instant> instant) {
    return instant.map(DAY::format).orElse("\u2013");
  }

  public static String machine(Instant instant) {
    return instant.toString();
  }

  public static String seconds(double seconds) {
    return Words.duration(Duration.ofNanos((long) (seconds * 1e9)));
  }

  public static String between(Instant from, Instant to) {
    return Words.duration(Duration.between(from, to));
  }

  public static String number(double value) {
    return Words.number(value);
  }

  /** Write a share from 0 to 1 in percent; what is more than nothing is never written as nothing. */
  public static String share(double share) {
    return share > 0 && share < 0.001 ? "under 0.1 %" : Words.number(Math.round(share * 1_000) / 10.0) + " %";
  }

  public static String percent(long part, long whole) {
    return Words.percent(part, whole);
  }

  /** Write a change with its sign; an end that is not known as a dash. */
  public static String signed(double value) {
    return !Double.isFinite(value) ? "\u2013" : (value > 0 ? "+" : "") + Words.number(Math.rint(value * 100) / 100);
  }

  /** Write a figure with its unit, or a dash when it is none. */
  public static String finite(double value, String unit) {
    return Double.isFinite(value) ? Words.number(value) + unit : "\u2013";
  }

  /** Write a figure that may not be known. */
  public static String known(double value, boolean known) {
    return known ? Words.number(value) : "";
  }

  /** Write a figure as charts read it. */
  public static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
  }

  public static String count(long count, String one, String many) {
    return Words.count(count, one, many);
  }

  /** Write a part of an address. */
  public static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Write an address with a query; parameters come as name, value, name, value, and blank ones are left out. */
  public static String link(String path, Object... parameters) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < parameters.length; i += 2) {
      var value = String.valueOf(parameters[i + 1]);
      if (!value.isEmpty()) {
        parts.add(parameters[i] + "=" + url(value));
      }
    }
    return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
  }

  /** One piece of a bar that is {@code WIDTH} long. */
  public record Piece(String style, double from, double width) {}

  public static final int WIDTH = 1_000;

  public static List<Piece> pieces(Tally tally) {
    var pieces = new ArrayList<Piece>();
    double from = 0;
    from = piece(pieces, "pass", from, tally.passed(), tally.planned());
    from = piece(pieces, "fail", from, tally.failed(), tally.planned());
    from = piece(pieces, "inconclusive", from, tally.inconclusive(), tally.planned());
    piece(pieces, "skipped", from, tally.skipped(), tally.planned());
    return pieces;
  }

  private static double piece(List<Piece> pieces, String style, double from, int count, int of) {
    if (count == 0) {
      return from;
    }
    double width = Math.max(6, Math.rint((double) WIDTH * count / of));
    pieces.add(new Piece(style, from, width));
    return from + width;
  }

  public static String of(Tally tally) {
    return tally.passed() + " passed, " + tally.failed() + " failed, " + tally.inconclusive() + " inconclusive, " + tally.skipped() + " skipped, "
        + tally.untried() + " not tried of " + tally.planned();
  }
}
