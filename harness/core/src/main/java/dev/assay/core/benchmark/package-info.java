/**
 * Ways of doing the same work, raced against each other in turns, so that their ratio means something on any machine.
 *
 * <p>Start at {@link dev.assay.core.benchmark.Race}. What is raced lives beside what it measures, in packages called
 * {@code benchmark}.
 */
@NullMarked
package dev.assay.core.benchmark;

import org.jspecify.annotations.NullMarked;
