package dev.assay.testkit;

import dev.assay.core.Capability;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a behaviour needs of the product beyond its bench; where a kind of host lacks it the case is skipped, with the reason. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Needs {
  Capability[] value();
}
