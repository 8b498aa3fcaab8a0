/**
 * How leased hosts become the bench that a case asks for, and stay clean from case to case. Start at
 * {@link dev.assay.testkit.bench.BenchStrategy}.
 */
@NullMarked
package dev.assay.testkit.bench;

import org.jspecify.annotations.NullMarked;
