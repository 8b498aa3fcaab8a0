package dev.assay.simulator.guest;

/**
 * A disk in a guest.
 *
 * @param name of the device without its folder, such as {@code xvda}
 */
public record GuestDisk(String name, BlockDevice device) {}
