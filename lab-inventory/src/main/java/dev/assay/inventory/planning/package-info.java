/**
 * Who gets which hosts and resources when: pure functions over values, without database and clock. {@link
 * dev.assay.inventory.planning.Planner} makes a forward plan; {@link dev.assay.inventory.planning.Forecast} says what it
 * means for one claim.
 */
@NullMarked
package dev.assay.inventory.planning;

import org.jspecify.annotations.NullMarked;
