/**
 * Finds the builds at which a KPI moved to a new level, with one setting for all series.
 *
 * <p>Start at {@link dev.assay.analysis.change.ChangePoints}. A candidate comes from the best split into levels
 * ({@code Biweight}) and stays only if ranks and local spread speak for it too ({@code Elimination}); a trend is told
 * from steps by {@code Drift}. Everything is deterministic: no chance is drawn.
 */
@NullMarked
package dev.assay.analysis.change;

import org.jspecify.annotations.NullMarked;
