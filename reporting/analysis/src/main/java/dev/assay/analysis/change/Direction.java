package dev.assay.analysis.change;

/** Which way a KPI is better. */
public enum Direction {
  LOWER,
  HIGHER,
  BOTH;

  /** Judge a move of the level: BOTH ways matter alike when neither is better. */
  public Meaning of(double shift) {
    return switch (this) {
      case LOWER -> shift > 0 ? Meaning.REGRESSION : Meaning.IMPROVEMENT;
      case HIGHER -> shift < 0 ? Meaning.REGRESSION : Meaning.IMPROVEMENT;
      case BOTH -> Meaning.CHANGE;
    };
  }

  /** What a move means. */
  public enum Meaning {
    REGRESSION,
    IMPROVEMENT,
    CHANGE
  }
}
