/**
 * Load on a pool as values that compose: each sets itself up, runs, says what went wrong, and tells what it measured.
 * Start at {@link dev.assay.testkit.workload.Workload}.
 */
@NullMarked
package dev.assay.testkit.workload;

import org.jspecify.annotations.NullMarked;
