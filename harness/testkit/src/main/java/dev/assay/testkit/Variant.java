package dev.assay.testkit;

/**
 * One of several shapes in which the same behaviours are tried, such as a guest operating system.
 *
 * <p>A test class with a constructor parameter of such a type runs once for each of its values: the constants of an
 * enum, or what the type's static method {@code variants()} lists.
 */
public interface Variant {

  /** Return the name that stands in brackets after the case's name: lower-case words with hyphens. */
  String label();
}
