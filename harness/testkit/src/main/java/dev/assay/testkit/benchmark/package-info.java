/** What a case costs under the harness, against plain TestNG. Start at {@link dev.assay.testkit.benchmark.HarnessOverhead}. */
@NullMarked
package dev.assay.testkit.benchmark;

import org.jspecify.annotations.NullMarked;
