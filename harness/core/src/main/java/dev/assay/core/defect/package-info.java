/**
 * What can be wrong with a simulated build, as values: kinds of seeded defects, how strong each is, and in the reach of
 * which tiers of suites it lies. The simulator plays them; lab files and commands name them. Start at
 * {@link dev.assay.core.defect.Defect}.
 */
@NullMarked
package dev.assay.core.defect;

import org.jspecify.annotations.NullMarked;
