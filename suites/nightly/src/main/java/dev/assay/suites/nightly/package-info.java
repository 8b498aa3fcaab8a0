/** Nightly regression: lifecycle behaviours with every guest. Start at {@link dev.assay.suites.nightly.NightlySuite}. */
@NullMarked
package dev.assay.suites.nightly;

import org.jspecify.annotations.NullMarked;
