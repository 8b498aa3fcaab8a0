/** Tells other programs what became of a run. */
@NullMarked
package dev.assay.site.notify;

import org.jspecify.annotations.NullMarked;
