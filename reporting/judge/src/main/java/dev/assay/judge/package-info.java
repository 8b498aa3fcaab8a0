/**
 * Judging what is stored: gathers the facts of a build, reads policies and waivers, asks the pure functions of the
 * analysis, and hands out decisions.
 *
 * <p>Start at {@link dev.assay.judge.Judge}. Nothing here measures anything or shows anything.
 */
@NullMarked
package dev.assay.judge;

import org.jspecify.annotations.NullMarked;
