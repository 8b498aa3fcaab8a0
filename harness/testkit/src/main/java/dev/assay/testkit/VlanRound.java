package dev.assay.testkit;

import java.time.Duration;
import java.util.List;

/**
 * VLANs that were made and destroyed again.
 *
 * @param made how long each took to make
 * @param destroyed how long each took to destroy
 * @param there how many interfaces there were more while all of them were there
 * @param leftBehind how many interfaces there are more than before
 */
public record VlanRound(List<Duration> made, List<Duration> destroyed, int there, int leftBehind) {

  public VlanRound {
    made = List.copyOf(made);
    destroyed = List.copyOf(destroyed);
  }
}
