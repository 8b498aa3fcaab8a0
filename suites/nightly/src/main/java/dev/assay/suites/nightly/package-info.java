/**
 * Nightly regression: what VMs, disks, snapshots and networks do, with every guest, size and kind of storage. Start at
 * {@link dev.assay.suites.nightly.NightlySuite}.
 */
@NullMarked
package dev.assay.suites.nightly;

import org.jspecify.annotations.NullMarked;
