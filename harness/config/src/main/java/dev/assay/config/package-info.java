/**
 * Typed reading of YAML with positions: every error of a file at once, each with its line and what was expected. Start at
 * {@link dev.assay.config.YamlFile} and {@link dev.assay.config.Section}.
 */
@NullMarked
package dev.assay.config;

import org.jspecify.annotations.NullMarked;
