/**
 * Drives plain Xen hosts by what their control domain offers: {@code xl} and xenstore, over the shell role. Nothing here knows
 * XenAPI; the toolstack that answers in its words is in {@code toolstack}. Start at {@link dev.assay.drivers.xen.Xl}.
 */
@NullMarked
package dev.assay.drivers.xen;

import org.jspecify.annotations.NullMarked;
