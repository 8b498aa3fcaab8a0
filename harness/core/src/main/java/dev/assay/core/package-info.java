/**
 * The vocabulary every module shares: ids, sizes, builds, needs, verdicts, errors and exit codes.
 *
 * <p>Nothing here does input or output, and nothing third-party is needed at run time. Start at {@link Verdict},
 * {@link Need} and {@link AssayException}.
 */
@NullMarked
package dev.assay.core;

import org.jspecify.annotations.NullMarked;
