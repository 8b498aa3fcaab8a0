/**
 * Compares all KPIs of a build with their baselines at once, with false-discovery control.
 *
 * <p>Start at {@link dev.assay.analysis.compare.BuildComparison}.
 */
@NullMarked
package dev.assay.analysis.compare;

import org.jspecify.annotations.NullMarked;
