/** How many calls a served simulated host answers, and how fast. Start at {@link dev.assay.simulator.served.benchmark.ServedSpeed}. */
@NullMarked
package dev.assay.simulator.served.benchmark;

import org.jspecify.annotations.NullMarked;
