/**
 * The simulated lab: hosts with power, disks and networks, the XAPI that runs on them, and the shared resources whose
 * contention makes them slow. Start at {@link dev.assay.simulator.SimulatedLab}.
 */
@NullMarked
package dev.assay.simulator;

import org.jspecify.annotations.NullMarked;
