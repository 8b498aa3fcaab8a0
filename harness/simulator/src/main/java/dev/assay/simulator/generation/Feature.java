package dev.assay.simulator.generation;

/** Something that a product generation can do and others cannot. */
public enum Feature {
  /** dom0's toolstack has its own share of dom0's CPU. */
  CGROUPS,
  /** Reads of a shared base image are served from dom0's memory. */
  READ_CACHE,
  /** QEMU of an idle Windows guest costs dom0 next to nothing. */
  CHEAP_IDLE_HVM,
  /** The disks of one VM are plugged side by side. */
  PARALLEL_PLUG,
  UEFI_BOOT,
  CPU_LEVELLING_ACROSS_GENERATIONS,
  THIN_PROVISIONING,
  NFS_V4,
  SMB,
  FCOE,
  /** Which blocks of a disk changed is kept for backups. */
  CHANGED_BLOCKS,
  SNAPSHOT_DURING_STORAGE_MIGRATION,
  STORAGE_MIGRATION,
  STORAGE_MIGRATION_OF_HALTED,
  CROSS_POOL_COPY,
  /** The 46 GB layout with its own log partition; else the 4 GB system with a backup beside it. */
  LARGE_LAYOUT
}
