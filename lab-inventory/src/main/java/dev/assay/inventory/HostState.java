package dev.assay.inventory;

/** The life cycle of a host in the inventory; being leased is apart from it. */
public enum HostState {
  READY,
  QUARANTINED,
  MAINTENANCE,
  RETIRED
}
