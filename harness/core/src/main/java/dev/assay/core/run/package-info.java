/**
 * What a run leaves behind, as values, and the {@link dev.assay.core.run.Journal} that keeps them durable.
 *
 * <p>The run writes; checkers, gates and reports read later. Nothing here judges.
 */
@NullMarked
package dev.assay.core.run;

import org.jspecify.annotations.NullMarked;
