package dev.assay.core;

/** Checks shared by the typed names. */
final class Ids {

  private Ids() {}

  static String checked(String what, String value) {
    if (value.isBlank() || !value.equals(value.strip()) || value.length() > 300 || value.chars().anyMatch(Character::isISOControl)) {
      throw new AssayException.Usage(
          "reading a " + what + ": '" + value + "' is blank, too long, or has spaces or control characters at its ends");
    }
    return value;
  }
}
