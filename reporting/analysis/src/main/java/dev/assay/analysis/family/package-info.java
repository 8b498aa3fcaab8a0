/**
 * Which KPIs moved together, so that one cause is told once.
 *
 * <p>Start at {@link dev.assay.analysis.family.Together}.
 */
@NullMarked
package dev.assay.analysis.family;

import org.jspecify.annotations.NullMarked;
