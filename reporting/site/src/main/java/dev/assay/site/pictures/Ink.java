package dev.assay.site.pictures;

import dev.assay.core.Verdict;
import java.awt.Color;
import java.util.Locale;

/**
 * A colour of the page's style sheet, for pictures. On a page it is drawn in a shade that nothing else has, then replaced by
 * the style sheet's variable, so that one picture serves light, dark and print.
 */
public enum Ink {
  PASS(0x0a5dab),
  SKIPPED(0x5b646e),
  INCONCLUSIVE(0x6b45b5),
  FAIL(0xa33404),
  TEXT(0x1c2128),
  MUTED(0x57606a),
  LINE(0xdde1e6);

  private final Color printed;

  Ink(int printed) {
    this.printed = new Color(printed);
  }

  /** How inks become colours: {@link #placeholder} where a style sheet decides, {@link #printed} where none does. */
  public interface Colours {
    Color of(Ink ink);
  }

  /** Return the shade that the style sheet's variable will replace. */
  public Color placeholder() {
    return new Color(1, 7, 11 + ordinal());
  }

  /** Return the colour on white paper. */
  public Color printed() {
    return printed;
  }

  String written() {
    var color = placeholder();
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
