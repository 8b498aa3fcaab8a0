/**
 * The {@code assay} command: the only place where modules are put together.
 *
 * <p>Start at {@link dev.assay.cli.Main}; each command is a class of its own, its answer a value that
 * {@link dev.assay.cli.output} prints.
 */
@NullMarked
package dev.assay.cli;

import org.jspecify.annotations.NullMarked;
