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
 * @param expansion which combinations of a class's variants are tried
 * @param timed whether how long each operation took is a KPI, without its classes measuring anything
 * @param examined whether hosts are examined before and after each case, which fails by what is found
 */
public record Suite(
    SuiteName name, String description, List<Class<?>> classes, Duration limit, int labRetries, List<Quantity> declared, Quantities quantities,
    Expansion expansion, boolean timed, boolean examined) {

  /** Which combinations of a class's variants become cases. */
  public enum Expansion {
    EVERY_COMBINATION,
    /** As few as have each value in one of them, each parameter's values going round at a different start. */
    EACH_VALUE
  }

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
    return new Suite(SuiteName.of(name), description, List.of(classes), Duration.ofHours(1), 1, List.of(), Quantities.USUAL, Expansion.EVERY_COMBINATION, false, false);
  }

  public Suite withLimit(Duration newLimit) {
    return new Suite(name, description, classes, newLimit, labRetries, declared, quantities, expansion, timed, examined);
  }

  /** Say with which numbers its classes work. */
  public Suite declaring(List<Quantity> numbers) {
    return new Suite(name, description, classes, limit, labRetries, numbers, quantities, expansion, timed, examined);
  }

  /** Try each class with as few combinations of its variants as have each value in one of them. */
  public Suite tryingEachValue() {
    return new Suite(name, description, classes, limit, labRetries, declared, quantities, Expansion.EACH_VALUE, timed, examined);
  }

  /** Take down how long each operation takes, as KPIs of their own. */
  public Suite timingOperations() {
    return new Suite(name, description, classes, limit, labRetries, declared, quantities, expansion, true, examined);
  }

  /** Examine the hosts before and after each case. */
  public Suite examiningHosts() {
    return new Suite(name, description, classes, limit, labRetries, declared, quantities, expansion, timed, true);
  }

  /** Have it run in these sizes. */
  public Suite sized(Quantities sizes) {
    return new Suite(name, description, classes, limit, labRetries, declared, sizes, expansion, timed, examined);
  }
}
