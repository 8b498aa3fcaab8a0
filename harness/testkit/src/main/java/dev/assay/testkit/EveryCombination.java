package dev.assay.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says that a class is tried with every combination of what varies, in suites too that otherwise try each value once: its cases are quick, and each pair is a rule of its own. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EveryCombination {}
