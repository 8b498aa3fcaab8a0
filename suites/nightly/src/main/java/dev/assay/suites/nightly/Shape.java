package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.gib;
import static dev.assay.core.Bytes.mib;

import dev.assay.core.Bytes;
import dev.assay.testkit.Variant;

/** How large a VM is, from the smallest that a guest takes to a large one. */
enum Shape implements Variant {
  SMALL(1, mib(512)),
  USUAL(2, gib(2)),
  WIDE(8, gib(4)),
  WIDEST(16, gib(8)),
  LARGE(4, gib(24));

  private final int vcpus;
  private final Bytes memory;

  Shape(int vcpus, Bytes memory) {
    this.vcpus = vcpus;
    this.memory = memory;
  }

  int vcpus() {
    return vcpus;
  }

  Bytes memory() {
    return memory;
  }

  /** Return more than a guest's kernel ever keeps for itself of that memory. */
  Bytes keptByTheKernel() {
    return Bytes.of(memory.count() / 8).plus(mib(64));
  }

  @Override
  public String label() {
    return vcpus + "-vcpus-" + memory.toString().toLowerCase(java.util.Locale.ROOT).replace(".", "-");
  }
}
