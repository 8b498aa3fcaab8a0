package dev.assay.simulator.performance;

import dev.assay.core.time.VirtualTime;

/** A file server or disk array that several hosts use: what one of them does, the others wait for. */
public final class StorageArray {

  private final Station queue;

  public StorageArray(VirtualTime time) {
    this.queue = new Station(time, Parameters.ARRAY_CHANNELS);
  }

  Station queue() {
    return queue;
  }
}
