/**
 * The machine interface of the analysis: JSON in, JSON or a table out, as docs/kpi-analysis.md describes it.
 *
 * <p>Start at {@link dev.assay.judge.kpi.KpiFiles}. Bad input is refused with its line and column.
 */
@NullMarked
package dev.assay.judge.kpi;

import org.jspecify.annotations.NullMarked;
