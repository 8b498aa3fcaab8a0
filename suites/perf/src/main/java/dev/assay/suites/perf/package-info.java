/** Boot storms, density and the latencies of operations, measured. Start at {@link dev.assay.suites.perf.PerfSuite}. */
@NullMarked
package dev.assay.suites.perf;

import org.jspecify.annotations.NullMarked;
