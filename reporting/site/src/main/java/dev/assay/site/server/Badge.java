package dev.assay.site.server;

import dev.assay.site.pages.Standing;

/** Draws a badge; its word says what its colour says. */
final class Badge {

  private static final int LETTER = 7;
  private static final int MARGIN = 12;

  private Badge() {}

  static String colour(String word) {
    return switch (word) {
      case "PASS" -> "#0a5dab";
      case "FAIL" -> "#b63a06";
      case "NO DATA", "SKIPPED" -> "#5b646e";
      default -> "#6b45b5";
    };
  }

  static String svg(Standing standing) {
    var right = standing.word() + " " + standing.passed() + "/" + standing.asked();
    int left = LETTER * standing.suite().length() + MARGIN;
    int width = left + LETTER * right.length() + MARGIN;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="20" role="img" aria-label="%s: %s"><rect width="%d" height="20" rx="3" fill="#3b434c"/>\
        <path d="M%d 0h%da3 3 0 0 1 3 3v14a3 3 0 0 1 -3 3H%dz" fill="%s"/>\
        <g fill="#fff" font-family="DejaVu Sans,Verdana,sans-serif" font-size="11" text-anchor="middle"><text x="%d" y="14">%s</text><text x="%d" y="14">%s</text></g></svg>
        """.formatted(width, standing.suite(), right, width, left, width - left - 3, left, colour(standing.word()), left / 2, standing.suite(), (left + width) / 2, right);
  }
}
