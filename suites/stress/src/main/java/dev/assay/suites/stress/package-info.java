/** Stress: random lifecycle operations, checked by invariants. Start at {@link dev.assay.suites.stress.StressSuite}. */
@NullMarked
package dev.assay.suites.stress;

import org.jspecify.annotations.NullMarked;
