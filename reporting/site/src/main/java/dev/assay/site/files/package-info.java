/** Files that are there whole or not at all, under names that are safe whatever a test is called. */
@NullMarked
package dev.assay.site.files;

import org.jspecify.annotations.NullMarked;
