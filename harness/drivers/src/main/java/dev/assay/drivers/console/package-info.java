/** What a host printed, for messages and evidence. */
@NullMarked
package dev.assay.drivers.console;

import org.jspecify.annotations.NullMarked;
