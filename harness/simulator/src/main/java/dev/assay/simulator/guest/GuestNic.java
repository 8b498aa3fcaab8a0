package dev.assay.simulator.guest;

/** A network interface in a guest, by its address on the wire. */
public record GuestNic(String mac) {}
