/**
 * Build verification: what a build must do before anything else is tried with it. Start at
 * {@link dev.assay.suites.bvt.BvtSuite}, which lists the classes in the order in which they read.
 */
@NullMarked
package dev.assay.suites.bvt;

import org.jspecify.annotations.NullMarked;
