/** What the harness costs. Start at {@link dev.assay.testkit.benchmark.OverheadBenchmark}. */
@NullMarked
package dev.assay.testkit.benchmark;

import org.jspecify.annotations.NullMarked;
