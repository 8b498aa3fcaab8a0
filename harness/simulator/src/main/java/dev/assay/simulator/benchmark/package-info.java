/** How much faster than time the simulated lab runs. Start at {@link dev.assay.simulator.benchmark.SimulationSpeed}. */
@NullMarked
package dev.assay.simulator.benchmark;

import org.jspecify.annotations.NullMarked;
