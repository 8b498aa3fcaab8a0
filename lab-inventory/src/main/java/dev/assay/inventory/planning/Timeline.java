package dev.assay.inventory.planning;

import java.util.Arrays;

/** When one thing is busy: intervals that do not overlap, in order. Times are milliseconds. */
final class Timeline {

  /** Later than anything that is planned. */
  static final long NEVER = Long.MAX_VALUE / 4;

  private long[] starts = new long[2];
  private long[] ends = new long[2];
  private int count;

  /** Return the first time from this one on at which it is free for so long. */
  long earliest(long from, long length) {
    long at = from;
    for (int i = firstEndingAfter(from); i < count; i++) {
      if (starts[i] >= at + length) {
        return at;
      }
      at = ends[i];
    }
    return at;
  }

  /** Return the first time after this one at which it becomes free; NEVER if it does not. */
  long nextRelease(long after) {
    int next = firstEndingAfter(after);
    return next < count ? ends[next] : NEVER;
  }

  private int firstEndingAfter(long time) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  boolean isFree(long at) {
    return earliest(at, 1) == at;
  }

  /** Be busy; what overlaps or touches melts together. */
  void occupy(long start, long end) {
    int first = 0;
    while (first < count && ends[first] < start) {
      first++;
    }
    int last = first;
    long from = start;
    long until = end;
    while (last < count && starts[last] <= until) {
      from = Math.min(from, starts[last]);
      until = Math.max(until, ends[last]);
      last++;
    }
    replace(first, last, from, until);
  }

  private void replace(int first, int last, long from, long until) {
    int after = count - last;
    int needed = first + 1 + after;
    if (needed > starts.length) {
      starts = Arrays.copyOf(starts, needed * 2);
      ends = Arrays.copyOf(ends, needed * 2);
    }
    System.arraycopy(starts, last, starts, first + 1, after);
    System.arraycopy(ends, last, ends, first + 1, after);
    starts[first] = from;
    ends[first] = until;
    count = needed;
  }
}
