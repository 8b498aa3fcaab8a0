/**
 * Random operations on VMs, with faults among them: what is done is a script that can be written down, played again and
 * shrunk; what is seen goes to the run's history, and is judged apart from the run. Start at
 * {@link dev.assay.testkit.stress.Stress}.
 */
@NullMarked
package dev.assay.testkit.stress;

import org.jspecify.annotations.NullMarked;
