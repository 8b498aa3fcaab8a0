package dev.assay.testkit.plan;

/** Makes one suite known to the command: named in {@code META-INF/services}, found by {@link Suites}. */
public interface SuiteProvider {

  Suite suite();
}
