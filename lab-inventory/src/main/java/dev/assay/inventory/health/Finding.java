package dev.assay.inventory.health;

/** What a probe found, in a few words; {@link Answer#UNKNOWN} where the host cannot be asked that. */
public record Finding(String probe, Answer answer, String detail) {

  /** How it stands. */
  public enum Answer {
    GOOD,
    BAD,
    UNKNOWN
  }

  static Finding good(String probe, String detail) {
    return new Finding(probe, Answer.GOOD, detail);
  }

  static Finding bad(String probe, String detail) {
    return new Finding(probe, Answer.BAD, detail);
  }

  static Finding unknown(String probe, String detail) {
    return new Finding(probe, Answer.UNKNOWN, detail);
  }
}
