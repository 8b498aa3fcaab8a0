/** Writers for machines, each in one pass over the stored run, however large it is. */
@NullMarked
package dev.assay.site.exports;

import org.jspecify.annotations.NullMarked;
