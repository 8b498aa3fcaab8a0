package dev.assay.simulator.machine;

import dev.assay.core.Bytes;
import dev.assay.simulator.generation.ReleaseFacts;
import dev.assay.simulator.shell.FileTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A system on a disk, complete: it boots. */
final class Installation {

  final InstalledSystem system;
  final ReleaseFacts facts;
  final SystemDisk disk;
  final List<Partition> layout;
  final String address;
  final FileTree files;

  /** Made at the first boot. */
  @Nullable Toolstack toolstack;

  /** What the hypervisor's command line gives dom0; nothing means the release's own rule. */
  @Nullable Bytes domainZeroMemory;

  /** What was chosen for the next boot, and what this one has. */
  BootChoices nextBoot = BootChoices.USUAL;
  BootChoices thisBoot = BootChoices.USUAL;

  /** An upgrade that the toolstack has not been told of yet. */
  boolean upgradePending;

  /** What was there before the last upgrade. */
  @Nullable Backup backup;

  Installation(InstalledSystem system, ReleaseFacts facts, SystemDisk disk, List<Partition> layout, String address, FileTree files) {
    this.system = system;
    this.facts = facts;
    this.disk = disk;
    this.layout = layout;
    this.address = address;
    this.files = files;
  }
}
