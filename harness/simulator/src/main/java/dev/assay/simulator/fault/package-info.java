/**
 * What goes wrong in a simulated lab without being the product's fault, as values, and who lets it happen: power, network,
 * storage, toolstack, clocks, refusals. Start at {@link dev.assay.simulator.fault.FaultInjector}, which a lab gives by
 * {@link dev.assay.simulator.SimulatedLab#faults()}; a fault is a {@link dev.assay.simulator.fault.Fault} in a
 * {@link dev.assay.simulator.fault.Scope}. Every injection and recovery is in the lab's history.
 */
@NullMarked
package dev.assay.simulator.fault;

import org.jspecify.annotations.NullMarked;
