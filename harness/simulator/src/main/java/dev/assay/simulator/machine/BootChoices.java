package dev.assay.simulator.machine;

/**
 * What is chosen in dom0 for its next boot.
 *
 * @param shownFeatures the bits of the processors' first word of features that the hypervisor's command line leaves
 * @param bridged whether the kernel's bridge carries networks, in place of the switch
 */
record BootChoices(long shownFeatures, boolean bridged) {

  static final BootChoices USUAL = new BootChoices(0xFFFF_FFFFL, false);
}
