/**
 * How good change detection is: seeded series whose changes are known, and the scores that published comparisons use.
 *
 * <p>Start at {@link dev.assay.analysis.evaluation.LabelledSeries}. Settings are chosen on the kinds and seeds called tuning; the
 * held-out ones only report.
 */
@NullMarked
package dev.assay.analysis.evaluation;

import org.jspecify.annotations.NullMarked;
