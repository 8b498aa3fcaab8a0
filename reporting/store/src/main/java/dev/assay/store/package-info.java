/**
 * What runs left behind, in PostgreSQL: runs, phases, cases, attempts, histories, samples, evidence, verdicts. It owns
 * the schema {@code results}. Start at {@link dev.assay.store.Runs}.
 *
 * <p>Writing goes through Hibernate in one short transaction per call, samples and histories by COPY; reading is plain SQL
 * through cursors ({@link dev.assay.store.Runs}, {@link dev.assay.store.Findings}). Nothing here judges.
 */
@NullMarked
package dev.assay.store;

import org.jspecify.annotations.NullMarked;
