/**
 * Which failures are which known issue: signatures linked to issues by people, rules and likeness, tests muted for a while.
 *
 * <p>Start at {@link dev.assay.judge.triage.Triage}. What a person decided is never overruled; what is linked by itself keeps
 * the evidence for it.
 */
@NullMarked
package dev.assay.judge.triage;

import org.jspecify.annotations.NullMarked;
