/**
 * One simulated machine: its power, console, disk, network boot, installer, and the shell and files of its dom0. What
 * runs above dom0's kernel is a {@link dev.assay.simulator.machine.Toolstack}, made by whoever builds the lab.
 */
@NullMarked
package dev.assay.simulator.machine;

import org.jspecify.annotations.NullMarked;
