/**
 * What simulated disks hold: sparse, copy-on-write contents, and the media (a host's own disk, a lab export) that keep
 * them after the host that wrote them is gone. Nothing here knows the API. Start at
 * {@link dev.assay.simulator.storage.Medium}.
 */
@NullMarked
package dev.assay.simulator.storage;

import org.jspecify.annotations.NullMarked;
