/**
 * The metrics that hosts and VMs record of themselves: round-robin databases, read through HTTP handlers.
 *
 * <p>Start at {@link dev.assay.xapi.metrics.Metrics}.
 */
@NullMarked
package dev.assay.xapi.metrics;

import org.jspecify.annotations.NullMarked;
