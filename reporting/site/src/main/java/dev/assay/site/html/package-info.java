/** The report page: one file, no script, nothing fetched; templates in {@code src/main/jte}, pictures as inline SVG. */
@NullMarked
package dev.assay.site.html;

import org.jspecify.annotations.NullMarked;
