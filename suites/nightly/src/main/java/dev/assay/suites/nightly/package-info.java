/**
 * Nightly and general regression: what VMs, disks, networks, pools, access rights and updates do, with every guest, size and kind of storage. Start at
 * {@link dev.assay.suites.nightly.NightlySuite}.
 */
@NullMarked
package dev.assay.suites.nightly;

import org.jspecify.annotations.NullMarked;
