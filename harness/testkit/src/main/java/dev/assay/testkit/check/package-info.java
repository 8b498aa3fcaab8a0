/**
 * Judgements over what a stress run wrote down, apart from the run: they can be made again years later from the stored
 * history. Start at {@link dev.assay.testkit.check.Checker}.
 */
@NullMarked
package dev.assay.testkit.check;

import org.jspecify.annotations.NullMarked;
