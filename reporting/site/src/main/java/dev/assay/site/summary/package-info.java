/** What a run comes to: counts with their denominators, failures by signature, areas, slowest cases, metrics. */
@NullMarked
package dev.assay.site.summary;

import org.jspecify.annotations.NullMarked;
