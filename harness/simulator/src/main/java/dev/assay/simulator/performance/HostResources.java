package dev.assay.simulator.performance;

import dev.assay.core.Bytes;
import java.util.SequencedMap;

/** The resources of one host, shared by everything that happens on it during one boot of its dom0. */
public interface HostResources {

  /**
   * Do the operation: block the calling fork as long as the contention says.
   *
   * @throws ExhaustedException when the host lacks something that does not queue
   * @throws dev.assay.core.AssayException.Lab when the host loses power meanwhile
   */
  void perform(Operation operation);

  /**
   * Begin the operation and call back when it is over; never, when it was stopped or the host lost power. The callback
   * must not wait.
   */
  Pending begin(Operation operation, Runnable whenDone);

  /**
   * Account for a domain that runs here from now on; what it holds goes back at {@link Residence#leave()}. A domain that
   * was migrated or resumed here is admitted as a started one is.
   *
   * @throws ExhaustedException when the host lacks something that does not queue
   */
  Residence admit(Operation.StartDomain domain);

  /** Return these resources as what lies on this array uses them: its storage requests queue there too. */
  default HostResources through(StorageArray array) {
    return this;
  }

  /** Return these resources as what is read past dom0's read cache uses them. */
  default HostResources withoutReadCache() {
    return this;
  }

  /** Return the memory that the hypervisor has left for domains. */
  Bytes freeMemory();

  /** Take memory for a domain; return false, and take nothing, when there is not so much. */
  boolean claimMemory(Bytes amount);

  void releaseMemory(Bytes amount);

  /** Return the present values of the host's data sources by name, in the units that their names say. */
  SequencedMap<String, Double> gauges();

  /** An operation under way. */
  @FunctionalInterface
  interface Pending {
    /** Give it up: it costs no more and calls nobody back. */
    void stop();
  }

  /** What a domain holds of dom0 as long as it is there. */
  @FunctionalInterface
  interface Residence {
    /** Give everything back; once is enough, more does nothing. */
    void leave();
  }
}
