/** How fast pages and reports are over a made-up past of a lab; run by {@code assay bench pages} and {@code assay bench report}. */
@NullMarked
package dev.assay.site.benchmark;

import org.jspecify.annotations.NullMarked;
