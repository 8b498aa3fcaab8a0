/** A run as a PDF to be printed and sent: its own template, fonts that ship with it, charts drawn as lines rather than pixels. */
@NullMarked
package dev.assay.site.pdf;

import org.jspecify.annotations.NullMarked;
