/** Leases granted and released against a bare row update. Start at {@link dev.assay.inventory.benchmark.LeaseSpeed}. */
@NullMarked
package dev.assay.inventory.benchmark;

import org.jspecify.annotations.NullMarked;
