package dev.assay.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks that each host of the pool (or the host) has at least this much memory, such as {@code 64GiB}: either the amount is said, or the
 * quantity that says it in GiB.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Memory {
  String value() default "";

  /** The name of a quantity that the suite declares; blank when the amount is said. */
  String quantity() default "";
}
