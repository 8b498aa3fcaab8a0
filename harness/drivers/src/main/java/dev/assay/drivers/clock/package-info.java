/** The clock of a served simulated lab, which whoever uses the lab goes by. Start at {@link dev.assay.drivers.clock.SharedClock}. */
@NullMarked
package dev.assay.drivers.clock;

import org.jspecify.annotations.NullMarked;
