/**
 * What suites are worth: each tried against builds with known defects, and against builds with none, on a simulated lab.
 * Start at {@link dev.assay.testkit.prove.Proof}.
 */
@NullMarked
package dev.assay.testkit.prove;

import org.jspecify.annotations.NullMarked;
