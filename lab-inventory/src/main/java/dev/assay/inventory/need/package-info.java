/**
 * What is asked of a lab, as text that is checked when it is parsed: constraints on one host, and requests for several with
 * what they share. Nothing here knows what is free. Start reading at {@link dev.assay.inventory.need.Request}.
 */
@NullMarked
package dev.assay.inventory.need;

import org.jspecify.annotations.NullMarked;
