package dev.assay.site.pages;

import dev.assay.core.AssayException;
import java.util.Optional;

/** Reads whole numbers of addresses. */
public final class Numbers {

  private Numbers() {}

  public static int between(String name, Optional<String> given, int least, int most, int otherwise) {
    if (given.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(given.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as any other number that does not do.
    }
    throw new AssayException.Usage("reading the address: " + name + " is '" + given.get() + "'; expected a whole number from " + least + " to " + most);
  }
}
