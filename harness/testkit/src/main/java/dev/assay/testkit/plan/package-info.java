/**
 * What will be run: suites as values, and their expansion to cases for a build. Needs are derived from what the test
 * classes' constructors ask for. Nothing here touches a lab. Start at {@link dev.assay.testkit.plan.Suite} and
 * {@link dev.assay.testkit.plan.Planner}.
 */
@NullMarked
package dev.assay.testkit.plan;

import org.jspecify.annotations.NullMarked;
