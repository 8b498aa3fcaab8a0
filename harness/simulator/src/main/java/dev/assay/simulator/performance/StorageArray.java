package dev.assay.simulator.performance;

import dev.assay.core.time.VirtualTime;

/** A file server or disk array that several hosts use: what one of them does, the others wait for. */
public final class StorageArray {

  private final Station queue;
  private final boolean onNetwork;

  public StorageArray(VirtualTime time) {
    this(time, true);
  }

  /** Make one that hosts reach by their network cards, or by a network of its own. */
  public StorageArray(VirtualTime time, boolean onNetwork) {
    this.queue = new Station(time, Parameters.ARRAY_CHANNELS);
    this.onNetwork = onNetwork;
  }

  boolean onNetwork() {
    return onNetwork;
  }

  Station queue() {
    return queue;
  }
}
