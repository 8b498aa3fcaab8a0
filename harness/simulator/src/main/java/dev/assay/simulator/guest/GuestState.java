package dev.assay.simulator.guest;

/** What a running guest holds in memory. */
record GuestState(String bootId) implements MemoryImage {}
