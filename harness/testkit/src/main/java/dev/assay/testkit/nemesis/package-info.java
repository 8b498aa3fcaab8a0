/**
 * What goes wrong with hosts while something else is going on: faults as values, and the nemesis that chooses among
 * them. Faults act through the same doors on real and simulated machines. Start at {@link dev.assay.testkit.nemesis.Nemesis}.
 */
@NullMarked
package dev.assay.testkit.nemesis;

import org.jspecify.annotations.NullMarked;
