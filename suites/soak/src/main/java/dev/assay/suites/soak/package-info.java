/** Soak: weeks of operations, watched for leaks. Start at {@link dev.assay.suites.soak.SoakSuite}. */
@NullMarked
package dev.assay.suites.soak;

import org.jspecify.annotations.NullMarked;
