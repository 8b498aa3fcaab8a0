package dev.assay.core;

import org.jspecify.annotations.Nullable;

/**
 * Anything Assay refuses or could not do, sorted by whose matter it is.
 *
 * <p>A message says what was being done, to whom, what was seen, and what to do next. {@link #exitCode()} is what the
 * command ends with; {@link Outcome#of} is the one place that turns any throwable into a verdict.
 */
public abstract sealed class AssayException extends RuntimeException {

  private final ExitCode exitCode;

  private AssayException(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  private AssayException(ExitCode exitCode, String message, boolean traced) {
    super(message, null, traced, traced);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  /** What the user gave (command line, file, build name) is wrong. */
  public static final class Usage extends AssayException {
    public Usage(String message) {
      super(ExitCode.USAGE, message, null);
    }
  }

  /** Nothing matches what was asked for, so there is nothing to do or to show. */
  public static final class Nothing extends AssayException {
    public Nothing(String message) {
      super(ExitCode.NOTHING, message, null);
    }
  }

  /** The lab has nothing of what a case is about, so that there is nothing to try: no failure of anybody's. */
  public static final class Absent extends AssayException {
    public Absent(String message) {
      super(ExitCode.NOTHING, message, null);
    }
  }

  /** The lab (power, network, host hardware, a lost lease) failed; never blamed on the product. */
  public static non-sealed class Lab extends AssayException {
    public Lab(String message) {
      super(ExitCode.LAB_FAILURE, message, null);
    }

    public Lab(String message, Throwable cause) {
      super(ExitCode.LAB_FAILURE, message, cause);
    }
  }

  /** No set of hosts that satisfies the need is free, or none exists. */
  public static final class Capacity extends AssayException {
    public Capacity(String message) {
      super(ExitCode.NO_CAPACITY, message, null);
    }
  }

  /** The database or server cannot be reached; trying later may work. */
  public static final class Unavailable extends AssayException {
    public Unavailable(String message, @Nullable Throwable cause) {
      super(ExitCode.UNAVAILABLE, message, cause);
    }
  }

  /** A time limit passed while waiting for the product to reach a state. */
  public static final class TimedOut extends AssayException {
    public TimedOut(String message) {
      super(ExitCode.TIMEOUT, message, null);
    }
  }

  /** The product under test answered with an error or misbehaved where no test expected it. */
  public static non-sealed class Product extends AssayException {
    public Product(String message) {
      super(ExitCode.FAILED, message, null);
    }

    public Product(String message, @Nullable Throwable cause) {
      super(ExitCode.FAILED, message, cause);
    }

    /** Make one that does not look where it comes from, unless asked to: looking costs more than all else about it. */
    protected Product(String message, boolean traced) {
      super(ExitCode.FAILED, message, traced);
    }
  }

  /** Somebody (Ctrl-C, a cancel, a time limit around it) asked this work to end. */
  public static final class Cancelled extends AssayException {
    public Cancelled(String message) {
      super(ExitCode.INTERRUPTED, message, null);
    }
  }
}
