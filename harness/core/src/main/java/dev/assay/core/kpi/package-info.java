/** What is measured: a metric with its unit and better direction, and single readings of it. */
@NullMarked
package dev.assay.core.kpi;

import org.jspecify.annotations.NullMarked;
