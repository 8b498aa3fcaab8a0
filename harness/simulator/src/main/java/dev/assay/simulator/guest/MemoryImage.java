package dev.assay.simulator.guest;

/**
 * The memory of a guest at one instant: what suspend, checkpoint and migration carry. Opaque; may be restored any
 * number of times.
 */
public sealed interface MemoryImage permits GuestState {}
