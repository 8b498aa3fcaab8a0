/**
 * What operations cost on a host whose resources are shared: how long they take follows from queueing, never from a
 * number written in for a result. Start at {@link dev.assay.simulator.performance.HostResources}.
 */
@NullMarked
package dev.assay.simulator.performance;

import org.jspecify.annotations.NullMarked;
