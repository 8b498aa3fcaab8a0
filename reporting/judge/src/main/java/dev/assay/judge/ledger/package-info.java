/**
 * What gates and people decided, kept for ever in the schema {@code judgement}: waivers, decisions, and who did what.
 *
 * <p>Start at {@link dev.assay.judge.ledger.Waivers}. Nothing here decides anything.
 */
@NullMarked
package dev.assay.judge.ledger;

import org.jspecify.annotations.NullMarked;
