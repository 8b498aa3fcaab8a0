package dev.assay.drivers.xen;

import dev.assay.core.Bytes;
import java.time.Duration;

/**
 * A domain as the hypervisor lists it.
 *
 * @param state the six letters of {@code xl list}: running, blocked, paused, shut down, crashed, dying
 * @param used processor time since it was made
 */
public record Domain(int id, String name, Bytes memory, int vcpus, String state, Duration used, String uuid) {

  public boolean isControlDomain() {
    return id == 0;
  }

  public boolean isPaused() {
    return state.charAt(2) == 'p';
  }

  /** Tell whether it is on its way out: shut down, crashed or dying, and not yet gone. */
  public boolean isEnding() {
    return state.charAt(3) == 's' || state.charAt(4) == 'c' || state.charAt(5) == 'd';
  }
}
