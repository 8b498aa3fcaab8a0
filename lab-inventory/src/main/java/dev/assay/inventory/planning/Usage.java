package dev.assay.inventory.planning;

import java.util.Arrays;

/** How much of something is used over time, and when so much more fits below its limit. Times are milliseconds. */
final class Usage {

  private final int most;
  /** From each of these times on, so much is used; before the first, nothing is. */
  private long[] times = new long[4];
  private int[] used = new int[4];
  private int count;

  Usage(int most) {
    this.most = most;
  }

  /** Return the first time from this one on at which so much more fits for so long; NEVER if it never does. */
  long earliest(int more, long from, long length) {
    if (more > most) {
      return Timeline.NEVER;
    }
    long at = from;
    for (int i = Math.max(0, lastUntil(from)); i < count; i++) {
      if (times[i] >= at + length) {
        return at;
      }
      if (used[i] + more > most) {
        // It is over the limit up to the next step, of which there is one: the last step always goes down to nothing.
        at = Math.max(at, times[i + 1]);
      }
    }
    return at;
  }

  void add(int more, long from, long until) {
    int first = step(from);
    int last = step(until);
    for (int i = first; i < last; i++) {
      used[i] += more;
    }
  }

  /** Return the index of the step at this time, made if there is none. */
  private int step(long time) {
    int before = lastUntil(time);
    if (before >= 0 && times[before] == time) {
      return before;
    }
    if (count == times.length) {
      times = Arrays.copyOf(times, count * 2);
      used = Arrays.copyOf(used, count * 2);
    }
    int place = before + 1;
    System.arraycopy(times, place, times, place + 1, count - place);
    System.arraycopy(used, place, used, place + 1, count - place);
    times[place] = time;
    used[place] = before >= 0 ? used[before] : 0;
    count++;
    return place;
  }

  /** Return the index of the last step not after this time; -1 if all are. */
  private int lastUntil(long time) {
    int found = Arrays.binarySearch(times, 0, count, time);
    return found >= 0 ? found : -found - 2;
  }
}
