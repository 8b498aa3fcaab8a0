/** How answers reach people and programs: tables, JSON, CSV, colour, and what stands on the terminal meanwhile. */
@NullMarked
package dev.assay.cli.output;

import org.jspecify.annotations.NullMarked;
