package dev.assay.testkit;

import dev.assay.core.AssayException;
import java.util.regex.Pattern;

/**
 * A number that a suite works with, such as how many operations it does.
 *
 * @param name the suite's name and words with hyphens, such as {@code stress.operations}
 * @param published its value in the procedure that the suite follows
 * @param quick its value where minutes count, as in tests of the suite itself
 * @param xen its value on a small lab of plain Xen, whose hosts share two real processors
 * @param least what it cannot be less than: of most things none is nothing to judge by
 */
public record Quantity(String name, long published, long quick, long xen, long least) {

  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*\\.[a-z0-9]+(-[a-z0-9]+)*");

  /** Declare one that is on a small lab what it is where minutes count. */
  public Quantity(String name, long published, long quick) {
    this(name, published, quick, quick);
  }

  public Quantity(String name, long published, long quick, long xen) {
    this(name, published, quick, xen, 1);
  }

  /** Let it be no less than this. */
  public Quantity atLeast(long number) {
    return new Quantity(name, published, quick, xen, number);
  }

  public Quantity {
    if (!NAME.matcher(name).matches() || published < 0 || quick < 0 || xen < 0) {
      throw new AssayException.Usage("declaring quantity '" + name + "': its name is like stress.operations, and its values are not negative");
    }
  }
}
