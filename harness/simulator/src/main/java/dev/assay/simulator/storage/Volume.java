package dev.assay.simulator.storage;

/**
 * One virtual disk on a medium, with what the storage driver writes beside it so that a later introduce finds it again.
 *
 * @param location its uuid, or its file name in an ISO library
 * @param type the API's {@code vdi_type}
 * @param readOnly whether it may only be read, such as an ISO
 * @param snapshotOf location of the volume it is a snapshot of, empty if none
 */
public record Volume(String location, String name, String type, boolean readOnly, String snapshotOf, DiskImage image) {}
