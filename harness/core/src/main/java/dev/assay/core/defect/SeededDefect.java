package dev.assay.core.defect;

import dev.assay.core.AssayException;

/**
 * A defect that a build carries, and how strong it is.
 *
 * @param magnitude in the unit of the defect's kind; 0 for a kind that has none
 */
public record SeededDefect(Defect defect, double magnitude) {

  private static final String SEPARATOR = "=";

  /** Return the defect at its usual strength. */
  public static SeededDefect usual(Defect defect) {
    return new SeededDefect(defect, defect.magnitude().map(Magnitude::usual).orElse(0.0));
  }

  /**
   * Return the defect as strong as the text says, such as {@code 4%}.
   *
   * @throws AssayException.Usage when it is no number of that kind, or the kind has no strength
   */
  public static SeededDefect of(Defect defect, String magnitude) {
    var kind = defect.magnitude().orElseThrow(() -> new AssayException.Usage(
        "found '" + magnitude + "', expected nothing: " + defect.label() + " is there or not, it has no strength"));
    return new SeededDefect(defect, kind.parse(magnitude));
  }

  /** Read {@code slower-boot} or {@code slower-boot=4%}. */
  public static SeededDefect parse(String text) {
    int at = text.indexOf(SEPARATOR);
    if (at < 0) {
      return usual(Defect.named(text));
    }
    var defect = Defect.named(text.substring(0, at));
    try {
      return of(defect, text.substring(at + 1));
    } catch (AssayException.Usage e) {
      throw new AssayException.Usage("choosing defect " + defect.label() + ": " + e.getMessage());
    }
  }

  /** Return how strong it is as people write it, empty for a kind without strength. */
  public String strength() {
    return defect.magnitude().map(kind -> kind.text(magnitude)).orElse("");
  }

  /** Return what {@link #parse} reads. */
  @Override
  public String toString() {
    return defect.magnitude().isEmpty() ? defect.label() : defect.label() + SEPARATOR + strength();
  }
}
