/**
 * The limits and features of each product generation, as data. Start at
 * {@link dev.assay.simulator.generation.Generations}.
 */
@NullMarked
package dev.assay.simulator.generation;

import org.jspecify.annotations.NullMarked;
