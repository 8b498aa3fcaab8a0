/** Charts for files and mail, drawn by JFreeChart: as SVG in the page's own colours, as PNG, or straight onto a sheet. */
@NullMarked
package dev.assay.site.pictures;

import org.jspecify.annotations.NullMarked;
