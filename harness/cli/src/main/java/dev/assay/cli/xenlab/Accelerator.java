package dev.assay.cli.xenlab;

import java.util.List;

/** How QEMU runs a machine's instructions. */
public enum Accelerator {
  /** The processor runs them. */
  KVM(List.of("-accel", "kvm", "-cpu", "host")),
  /** Translated by software; the processor model is an AMD one with what Xen asks for. */
  TCG(List.of("-accel", "tcg,thread=multi,tb-size=512", "-cpu", "qemu64,+svm,+npt"));

  private final List<String> options;

  Accelerator(List<String> options) {
    this.options = options;
  }

  List<String> options() {
    return options;
  }
}
