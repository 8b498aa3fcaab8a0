package dev.assay.store;

/** Text on its way into PostgreSQL, which cannot hold the character NUL, and within bounds. */
final class Text {

  private Text() {}

  /** Replace each NUL (console output has them) by the sign for an unreadable character. */
  static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  /** Keep at most so many characters, saying how many were cut. */
  static String storable(String text, int most) {
    var whole = storable(text);
    return whole.length() <= most ? whole : whole.substring(0, most) + "\n[" + (whole.length() - most) + " characters cut here]";
  }
}
