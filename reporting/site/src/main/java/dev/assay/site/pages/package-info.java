/**
 * What people look at: each page is a value read from the database in a few statements, shown by a template of
 * {@code src/main/jte/pages} and handed out as it is by the page's {@code .json} twin. Nothing is written here. Start with
 * {@code Pages}.
 */
@NullMarked
package dev.assay.site.pages;

import org.jspecify.annotations.NullMarked;
