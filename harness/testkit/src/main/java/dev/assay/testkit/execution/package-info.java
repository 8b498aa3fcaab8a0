/**
 * A plan being executed: lanes of hosts, attempts, their outcomes, evidence and history. The only place that knows
 * TestNG as an engine. Start at {@link dev.assay.testkit.execution.Execution}.
 */
@NullMarked
package dev.assay.testkit.execution;

import org.jspecify.annotations.NullMarked;
