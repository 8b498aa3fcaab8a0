/** Proofs by violence: the real process is killed again and again, and what is stored must add up. Start at {@code KillDrill}. */
@NullMarked
package dev.assay.cli.drill;

import org.jspecify.annotations.NullMarked;
