package dev.assay.core;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended: the verdict, whose matter it was, and what was seen.
 *
 * @param blame whose matter it is; {@link Blame#NOBODY} on a pass
 * @param message for people, often of several lines; empty on a pass
 * @param thrown what was thrown, kept for its stack; absent on a pass
 */
public record Outcome(Verdict verdict, Blame blame, String message, @Nullable Throwable thrown) {

  /** Whose matter a bad outcome is. */
  public enum Blame {
    NOBODY,
    PRODUCT,
    LAB,
    HARNESS
  }

  private static final int HEADLINE = 240;

  public static final Outcome PASSED = new Outcome(Verdict.PASS, Blame.NOBODY, "", null);

  public static Outcome skipped(String reason) {
    return new Outcome(Verdict.SKIPPED, Blame.NOBODY, reason, null);
  }

  /**
   * Derive the outcome from what was thrown; the only place where that is decided.
   *
   * <p>A failed assertion, a product's error and a product that never got there are FAIL. What is the lab's or the
   * harness's is INCONCLUSIVE, never a pass and never the product's fault.
   */
  public static Outcome of(Throwable thrown) {
    return switch (thrown) {
      case AssertionError e -> failed(e);
      case AssayException.Product e -> failed(e);
      case AssayException.TimedOut e -> failed(e);
      case AssayException.Absent e -> new Outcome(Verdict.SKIPPED, Blame.NOBODY, describe(e), null);
      case AssayException.Lab e -> inconclusive(Blame.LAB, e);
      case AssayException.Capacity e -> inconclusive(Blame.LAB, e);
      case AssayException.Unavailable e -> inconclusive(Blame.HARNESS, e);
      case AssayException.Cancelled e -> inconclusive(Blame.HARNESS, e);
      case AssayException.Usage e -> inconclusive(Blame.HARNESS, e);
      case AssayException.Nothing e -> inconclusive(Blame.HARNESS, e);
      case Throwable e -> inconclusive(Blame.HARNESS, e);
    };
  }

  /**
   * Return the message in one line of at most 240 characters. Its first line alone may be no more than what was looked at,
   * with what was expected and seen below it.
   */
  public String headline() {
    var line = message.strip().replaceAll("\\s+", " ");
    return line.length() <= HEADLINE ? line : line.substring(0, HEADLINE - 1) + "…";
  }

  private static Outcome failed(Throwable thrown) {
    return new Outcome(Verdict.FAIL, Blame.PRODUCT, describe(thrown), thrown);
  }

  private static Outcome inconclusive(Blame blame, Throwable thrown) {
    return new Outcome(Verdict.INCONCLUSIVE, blame, describe(thrown), thrown);
  }

  private static String describe(Throwable thrown) {
    var message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getName() : message.strip();
  }
}
