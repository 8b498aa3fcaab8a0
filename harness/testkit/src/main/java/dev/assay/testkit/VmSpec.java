package dev.assay.testkit;

import dev.assay.core.Bytes;

/** What a VM shall be like; {@code vm().from(DEBIAN_12).vcpus(2).memory(gib(2))}. */
public record VmSpec(GuestImage image, int vcpus, Bytes memory) {

  /** Start from a Debian 12 guest with one vCPU and 1 GiB. */
  public static VmSpec vm() {
    return new VmSpec(GuestImage.DEBIAN_12, 1, Bytes.gib(1));
  }

  public VmSpec from(GuestImage guest) {
    return new VmSpec(guest, vcpus, memory);
  }

  public VmSpec vcpus(int count) {
    return new VmSpec(image, count, memory);
  }

  public VmSpec memory(Bytes size) {
    return new VmSpec(image, vcpus, size);
  }
}
