/**
 * Bisections as they are kept: what is asked, which tries were planned, what they gave.
 *
 * <p>Start at {@link dev.assay.judge.bisect.Bisections}. Which build is tried next is decided by the analysis.
 */
@NullMarked
package dev.assay.judge.bisect;

import org.jspecify.annotations.NullMarked;
