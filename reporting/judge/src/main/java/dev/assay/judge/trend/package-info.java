/**
 * Stored KPIs over builds: their changes, found anew only where builds were added; bands; and two builds compared.
 *
 * <p>Start at {@link dev.assay.judge.trend.KpiTrends}.
 */
@NullMarked
package dev.assay.judge.trend;

import org.jspecify.annotations.NullMarked;
