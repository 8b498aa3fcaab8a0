/**
 * What runs left behind, in PostgreSQL: runs, phases, cases, attempts, histories, samples, evidence, verdicts. It owns
 * the schema {@code results}. Start at {@link dev.assay.store.Runs}.
 */
@NullMarked
package dev.assay.store;

import org.jspecify.annotations.NullMarked;
