/** How fast change points are found. Start at {@link dev.assay.judge.benchmark.ChangePointSpeed}. */
@NullMarked
package dev.assay.judge.benchmark;

import org.jspecify.annotations.NullMarked;
