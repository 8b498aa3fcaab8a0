/**
 * Whether a build may be promoted: a policy's criteria against the facts, as a pure function.
 *
 * <p>Start at {@link dev.assay.analysis.gate.Gate}. Nothing here reads a file, a clock or a database; who gathers the
 * facts is not known here. Names of suites, cases, hosts and KPIs are plain text, for this module depends on no other.
 */
@NullMarked
package dev.assay.analysis.gate;

import org.jspecify.annotations.NullMarked;
