package dev.assay.site.html;

import dev.assay.core.Verdict;
import java.awt.Color;
import java.util.Locale;

/**
 * A colour of the page's style sheet, for pictures: drawn in a shade that nothing else has, then replaced by the style
 * sheet's variable, so that one picture serves light, dark and print.
 */
enum Ink {
  PASS,
  SKIPPED,
  INCONCLUSIVE,
  FAIL,
  TEXT,
  MUTED,
  LINE;

  Color color() {
    return new Color(1, 7, 11 + ordinal());
  }

  String written() {
    var color = color();
    return "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
  }

  String variable() {
    return "var(--" + name().toLowerCase(Locale.ROOT) + ")";
  }

  static Ink of(Verdict verdict) {
    return switch (verdict) {
      case PASS -> PASS;
      case SKIPPED -> SKIPPED;
      case INCONCLUSIVE -> INCONCLUSIVE;
      case FAIL -> FAIL;
    };
  }
}
