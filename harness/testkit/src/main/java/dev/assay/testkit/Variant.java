package dev.assay.testkit;

import dev.assay.core.Build;
import java.util.List;
import java.util.Optional;

/**
 * One of several shapes in which the same behaviours are tried, such as a guest operating system.
 *
 * <p>A test class with a constructor parameter of such a type runs once for each of its values: the constants of an
 * enum, or what the type's static method {@code variants()} lists.
 */
public interface Variant {

  /** Return the name that stands in brackets after the case's name: lower-case words with hyphens. */
  String label();

  /** List the kinds of shared storage that every host must reach for it, such as {@code nfs}. */
  default List<String> sharedStorage() {
    return List.of();
  }

  /** Say why a build is not tried with it; empty when it is. */
  default Optional<String> unfitFor(Build build) {
    return Optional.empty();
  }
}
