package dev.assay.testkit.nemesis;

/**
 * A fault that shall hit a host.
 *
 * @param host its place in the pool, counted from 0; the master is first
 */
public record Strike(Fault fault, int host) {}
