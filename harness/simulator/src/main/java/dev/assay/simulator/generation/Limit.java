package dev.assay.simulator.generation;

/** A number that a product generation does not go beyond. */
public enum Limit {
  HVM_PER_HOST,
  PV_PER_HOST,
  VBDS_PER_HOST,
  VBDS_PER_VM,
  VDIS_PER_SR,
  VIFS_PER_HOST,
  VIFS_PER_VM,
  VCPUS_PER_HOST,
  VCPUS_PER_VM,
  HOSTS_PER_POOL,
  VLANS_PER_HOST,
  MULTIPATH_LUNS,
  HOST_CPUS,
  HOST_MEMORY_GIB,
  GUEST_MEMORY_GIB,
  DOM0_BITS,
  DOM0_VCPUS,
  TOOLSTACK_WORKERS,
  EVENT_CHANNELS,
  EVENT_CHANNELS_PER_HVM_VCPU,
  BLKTAP_MINORS,
  AIO_EVENTS,
  XENSTORED_DESCRIPTORS_PER_HVM,
  CONSOLED_DESCRIPTORS_PER_PV,
  /** The least size of the disk that a fresh installation accepts. */
  DISK_MIB,
  /** Rounds of a live migration before the guest is stopped. */
  MIGRATION_ROUNDS,
  /** How many times its memory a live migration sends before the guest is stopped; 0: no such bound. */
  MIGRATION_SENDS_TIMES
}
