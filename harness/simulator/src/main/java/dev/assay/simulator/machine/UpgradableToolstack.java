package dev.assay.simulator.machine;

/** A toolstack whose state survives an in-place upgrade of the product, and is put back with what was there before. A host without one refuses to be upgraded. */
public interface UpgradableToolstack extends Toolstack {

  /** Take over the state under another release, before the first {@link #started()} on it. */
  void upgraded(InstalledSystem system);

  /** Keep its state as it is now; return how to have it again. */
  Runnable keep();
}
