/**
 * Elementary statistics: each function names its source and its assumptions, is exact or seeded, and gives the same
 * answer on every call.
 *
 * <p>Nothing here knows of builds or KPIs. Arrays that come in are never changed. Taken from libraries where they are
 * right (distribution functions, Mann-Whitney, Kolmogorov-Smirnov, Fisher); the rest is here.
 */
@NullMarked
package dev.assay.analysis.stats;

import org.jspecify.annotations.NullMarked;
