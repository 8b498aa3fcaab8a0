/**
 * What makes two failures alike, as pure functions: the lines that tell of an error, and templates of masked messages.
 *
 * <p>Start at {@link dev.assay.analysis.failure.TemplateTree}.
 */
@NullMarked
package dev.assay.analysis.failure;

import org.jspecify.annotations.NullMarked;
