/**
 * Turns a stored run into what people and machines read: a page that opens from disk, JUnit XML, Allure, CSV, JSON.
 *
 * <p>Start at {@link dev.assay.site.Reports}. Nothing here judges: verdicts and gate decisions are shown as they were
 * taken. The same run gives the same bytes, so no report says when it was written.
 */
@NullMarked
package dev.assay.site;

import org.jspecify.annotations.NullMarked;
