package dev.assay.core;

import java.util.Collection;

/** The answer to "did it behave?", ordered from best to worst; the worst of several answers wins. */
public enum Verdict {
  PASS,
  SKIPPED,
  INCONCLUSIVE,
  FAIL;

  /** Return the worse of the two. */
  public Verdict and(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Combine many by the worst; of none it is SKIPPED, since nothing was asked. */
  public static Verdict worst(Collection<Verdict> verdicts) {
    return verdicts.stream().reduce(Verdict::and).orElse(SKIPPED);
  }
}
