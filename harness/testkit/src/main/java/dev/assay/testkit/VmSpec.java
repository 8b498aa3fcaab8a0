package dev.assay.testkit;

import dev.assay.core.Build;
import dev.assay.core.Bytes;
import dev.assay.core.Target;
import java.util.Optional;

/**
 * What a VM shall be like; {@code vm().from(DEBIAN_12).vcpus(2).memory(gib(2))}.
 *
 * @param storage where its disks are kept; empty for the pool's default storage
 * @param disks whether it has the disks that its template wants
 */
public record VmSpec(GuestImage image, int vcpus, Bytes memory, Optional<Sr> storage, boolean disks) {

  /** Start from a Debian 12 guest with one vCPU and 1 GiB. */
  public static VmSpec vm() {
    return new VmSpec(GuestImage.DEBIAN_12, 1, Bytes.gib(1), Optional.empty(), true);
  }

  public VmSpec from(GuestImage guest) {
    return new VmSpec(guest, vcpus, memory, storage, disks);
  }

  public VmSpec vcpus(int count) {
    return new VmSpec(image, count, memory, storage, disks);
  }

  public VmSpec memory(Bytes size) {
    return new VmSpec(image, vcpus, size, storage, disks);
  }

  public VmSpec on(Sr repository) {
    return new VmSpec(image, vcpus, memory, Optional.of(repository), disks);
  }

  /** Leave out its disks on hosts whose guests run without: those of plain Xen, where making one costs as much as a start. */
  public VmSpec withoutNeedlessDisks(Build build) {
    return build.target() == Target.XEN ? withoutDisks() : this;
  }

  /** Give it no disk: for guests whose operating system is in their initial RAM disk. */
  public VmSpec withoutDisks() {
    return new VmSpec(image, vcpus, memory, storage, false);
  }
}
