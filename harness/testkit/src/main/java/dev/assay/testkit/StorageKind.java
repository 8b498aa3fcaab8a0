package dev.assay.testkit;

import dev.assay.core.Build;
import dev.assay.core.ProductVersion;
import java.util.List;
import java.util.Optional;

/** The kinds of storage that disks of VMs are kept on. */
public enum StorageKind implements Variant {
  LOCAL("local", "", ""),
  NFS("nfs", "nfs", ""),
  NFS_4("nfs-4", "nfs", "7.0"),
  ISCSI("iscsi", "iscsi", ""),
  HBA("hba", "hba", ""),
  FCOE("fcoe", "fcoe", "7.0"),
  SMB("smb", "smb", "7.0");

  private final String label;
  private final String export;
  private final String since;

  StorageKind(String label, String export, String since) {
    this.label = label;
    this.export = export;
    this.since = since;
  }

  @Override
  public String label() {
    return label;
  }

  public boolean isShared() {
    return !export.isEmpty();
  }

  /** Return the lab's name of what it is kept on; blank for a host's own disk. */
  String export() {
    return export;
  }

  @Override
  public List<String> sharedStorage() {
    return isShared() ? List.of(export) : List.of();
  }

  @Override
  public Optional<String> unfitFor(Build build) {
    return since.isBlank() || build.version().compareTo(ProductVersion.parse(since)) >= 0
        ? Optional.empty()
        : Optional.of(label + " storage came with " + since + "; " + build.id() + " is " + build.version());
  }
}
