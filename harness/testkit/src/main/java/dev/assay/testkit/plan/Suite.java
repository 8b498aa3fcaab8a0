package dev.assay.testkit.plan;

import dev.assay.core.AssayException;
import dev.assay.core.SuiteName;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Quantity;
import java.time.Duration;
import java.util.List;

/**
 * A declared set of behaviours.
 *
 * @param description one line for people who choose among suites
 * @param classes its test classes, in the order in which they read as prose
 * @param limit how long one attempt may take where its class says nothing, in the lab's time
 * @param labRetries how often a case that the lab spoiled is tried again on a rebuilt bench; failures of the product
 *     are never retried
 * @param declared the numbers that its classes work with
 * @param quantities what they shall be
 */
public record Suite(
    SuiteName name, String description, List<Class<?>> classes, Duration limit, int labRetries, List<Quantity> declared, Quantities quantities) {

  public Suite {
    declared = List.copyOf(declared);
    classes = List.copyOf(classes);
    if (classes.isEmpty() || classes.stream().distinct().count() < classes.size()) {
      throw new AssayException.Usage("declaring suite " + name + ": it lists no class, or one twice");
    }
    if (labRetries < 0 || limit.isNegative() || limit.isZero()) {
      throw new AssayException.Usage("declaring suite " + name + ": its limit or its retries are negative");
    }
  }

  /** Declare a suite with an hour's limit per case and one retry of what the lab spoiled. */
  public static Suite of(String name, String description, Class<?>... classes) {
    return new Suite(SuiteName.of(name), description, List.of(classes), Duration.ofHours(1), 1, List.of(), Quantities.PUBLISHED);
  }

  public Suite withLimit(Duration newLimit) {
    return new Suite(name, description, classes, newLimit, labRetries, declared, quantities);
  }

  /** Say with which numbers its classes work. */
  public Suite declaring(List<Quantity> numbers) {
    return new Suite(name, description, classes, limit, labRetries, numbers, quantities);
  }

  /** Have it run in these sizes. */
  public Suite sized(Quantities sizes) {
    return new Suite(name, description, classes, limit, labRetries, declared, sizes);
  }
}
