package dev.assay.simulator.machine;

import dev.assay.core.Bytes;
import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.generation.Limit;
import dev.assay.simulator.generation.ReleaseFacts;
import java.util.ArrayList;
import java.util.List;

/** A part of a system disk. */
record Partition(String name, Bytes size) {

  private static final Bytes BOOT = Bytes.mib(512);

  /**
   * Lay a disk out for a fresh installation.
   *
   * @throws InstallerStopped when the disk is too small
   */
  static List<Partition> fresh(ReleaseFacts facts, Bytes disk, boolean uefi) {
    var least = Bytes.mib(facts.limit(Limit.DISK_MIB));
    if (disk.compareTo(least) < 0) {
      throw new InstallerStopped("the primary disk has " + disk + "; a fresh installation of " + facts.name() + " needs at least " + least);
    }
    return facts.has(Feature.LARGE_LAYOUT) ? large(disk, uefi) : small(disk, Bytes.gib(4), List.of());
  }

  /** Lay a disk out anew for an upgrade: the large layout where it fits, else the old one with a smaller system. */
  static List<Partition> upgraded(ReleaseFacts facts, Bytes disk, boolean uefi) {
    if (!facts.has(Feature.LARGE_LAYOUT)) {
      return fresh(facts, disk, uefi);
    }
    boolean fits = disk.compareTo(Bytes.mib(facts.limit(Limit.DISK_MIB))) >= 0;
    return fits ? large(disk, uefi) : small(disk, Bytes.mib(3584), List.of(new Partition("boot", BOOT)));
  }

  private static List<Partition> large(Bytes disk, boolean uefi) {
    var parts = new ArrayList<Partition>();
    parts.add(new Partition("system", Bytes.gib(18)));
    parts.add(new Partition("backup", Bytes.gib(18)));
    parts.add(new Partition(uefi ? "efi-boot" : "bios-boot", BOOT));
    parts.add(new Partition("logs", Bytes.gib(4)));
    parts.add(new Partition("swap", Bytes.gib(1)));
    return withStorage(parts, disk);
  }

  private static List<Partition> small(Bytes disk, Bytes system, List<Partition> boot) {
    var parts = new ArrayList<>(List.of(new Partition("system", system), new Partition("backup", Bytes.gib(4).minus(boot.isEmpty() ? Bytes.ZERO : Bytes.mib(512)))));
    parts.addAll(boot);
    return withStorage(parts, disk);
  }

  private static List<Partition> withStorage(List<Partition> parts, Bytes disk) {
    var left = parts.stream().map(Partition::size).reduce(disk, Bytes::minus);
    if (left.count() > 0) {
      parts.add(new Partition("storage", left));
    }
    return List.copyOf(parts);
  }
}
