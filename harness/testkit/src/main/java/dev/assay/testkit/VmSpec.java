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
 * @param paravirtual whether it shall run without the help of the processor, whatever its template says
 */
public record VmSpec(GuestImage image, int vcpus, Bytes memory, Optional<Sr> storage, boolean disks, boolean paravirtual) {

  /** Start from a Debian 12 guest with one vCPU and 1 GiB. */
  public static VmSpec vm() {
    return new VmSpec(GuestImage.DEBIAN_12, 1, Bytes.gib(1), Optional.empty(), true, false);
  }

  public VmSpec from(GuestImage guest) {
    return new VmSpec(guest, vcpus, memory, storage, disks, paravirtual);
  }

  public VmSpec vcpus(int count) {
    return new VmSpec(image, count, memory, storage, disks, paravirtual);
  }

  public VmSpec memory(Bytes size) {
    return new VmSpec(image, vcpus, size, storage, disks, paravirtual);
  }

  public VmSpec on(Sr repository) {
    return new VmSpec(image, vcpus, memory, Optional.of(repository), disks, paravirtual);
  }

  /** Let it be a small paravirtual guest on hosts of plain Xen, the kind that is started by the dozen. */
  public VmSpec small(Build build) {
    return build.target() == Target.XEN ? new VmSpec(image, vcpus, memory, storage, false, true) : this;
  }

  /** Leave out its disks on hosts whose guests run without: those of plain Xen, where making one costs as much as a start. */
  public VmSpec withoutNeedlessDisks(Build build) {
    return build.target() == Target.XEN ? withoutDisks() : this;
  }

  /** Give it no disk: for guests whose operating system is in their initial RAM disk. */
  public VmSpec withoutDisks() {
    return new VmSpec(image, vcpus, memory, storage, false, paravirtual);
  }
}
