/**
 * Finds the build at which something broke, from noisy tries: which build to try next, and how sure it is. Pure functions.
 *
 * <p>Start at {@link dev.assay.analysis.bisect.Bisection}; {@link dev.assay.analysis.bisect.Retrial} asks the simpler question
 * whether one suspect is real.
 */
@NullMarked
package dev.assay.analysis.bisect;

import org.jspecify.annotations.NullMarked;
