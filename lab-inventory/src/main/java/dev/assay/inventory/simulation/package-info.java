/**
 * Weeks of scheduling in seconds: the real planner over a lab of values, with controllers that crash, a database that stalls,
 * clocks that jump and hosts that fail, all from one seed; and checkers that hold what must hold. Start reading at {@link
 * dev.assay.inventory.simulation.SchedulingTrial}.
 */
@NullMarked
package dev.assay.inventory.simulation;

import org.jspecify.annotations.NullMarked;
