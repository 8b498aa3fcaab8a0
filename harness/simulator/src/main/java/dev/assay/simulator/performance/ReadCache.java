package dev.assay.simulator.performance;

import java.util.HashMap;
import java.util.Map;

/**
 * How far each kind of guest's boot was read into dom0's memory: guests of one kind share a base image, so what the
 * first has read the others find there.
 */
final class ReadCache {

  private final boolean present;
  private final Map<String, Integer> stepsRead = new HashMap<>();
  private final Map<String, Integer> stepsBegun = new HashMap<>();
  private double mib;

  ReadCache(boolean present) {
    this.present = present;
  }

  boolean holds(GuestProfile profile, int step) {
    return present && step < stepsRead.getOrDefault(profile.name(), 0);
  }

  /** Tell whether others have begun to read a step, or read it; whoever asks begins it otherwise. */
  boolean isUnderWay(GuestProfile profile, int step) {
    int before = stepsBegun.getOrDefault(profile.name(), 0);
    stepsBegun.put(profile.name(), Math.max(before, step + 1));
    return present && step < before;
  }

  void fill(GuestProfile profile, int step) {
    int before = stepsRead.getOrDefault(profile.name(), 0);
    if (present && step + 1 > before) {
      mib += (step + 1 - before) * profile.read().inMib() / profile.steps();
      stepsRead.put(profile.name(), step + 1);
    }
  }

  /** Return the memory that it wants. */
  double mib() {
    return mib;
  }
}
