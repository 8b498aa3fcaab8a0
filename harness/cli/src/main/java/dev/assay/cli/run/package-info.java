/** The path of a run, from plan to report: what is put together here, and nowhere else. Start at {@code RunController}. */
@NullMarked
package dev.assay.cli.run;

import org.jspecify.annotations.NullMarked;
