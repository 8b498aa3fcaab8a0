package dev.assay.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Asks for a pool of so many hosts; without it a pool has one. Either the number is said, or the quantity that says it. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Size {
  int value() default 1;

  /** The name of a quantity that the suite declares; blank when the number is said. */
  String quantity() default "";

  /** Whether it may be smaller where the lab has no place for a pool of the quantity's usual value; one that is set by name stays as it is. */
  boolean fitting() default false;
}
