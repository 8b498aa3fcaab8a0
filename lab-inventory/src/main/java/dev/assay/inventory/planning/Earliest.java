package dev.assay.inventory.planning;

import java.util.Arrays;
import java.util.function.IntFunction;

/** Finds the first time at which enough of many things are free together. */
final class Earliest {

  private Earliest() {}

  static long together(Timeline[] things, int count, long from, long length) {
    return together(things.length, index -> things[index], count, from, length);
  }

  /**
   * Return the first time from this one on at which {@code count} of the things are free for so long; NEVER if there is none.
   *
   * <p>Each round takes the {@code count}-th smallest of the times at which the things come free one by one. When that is the
   * time asked about, they are free together; otherwise no earlier time can serve, so the next round starts there.
   */
  static long together(int things, IntFunction<Timeline> thing, int count, long from, long length) {
    if (things < count) {
      return Timeline.NEVER;
    }
    var smallest = new long[count];
    long at = from;
    while (at < Timeline.NEVER) {
      int kept = 0;
      int ready = 0;
      for (int i = 0; i < things && ready < count; i++) {
        long free = thing.apply(i).earliest(at, length);
        if (free == at) {
          ready++;
        }
        kept = keep(smallest, kept, free);
      }
      if (ready == count) {
        return at;
      }
      at = smallest[count - 1];
    }
    return Timeline.NEVER;
  }

  /** As {@link #together}, but no two of those chosen may have the same mark. */
  static long apart(int[] marks, IntFunction<Timeline> thing, int count, long from, long length) {
    int kinds = Arrays.stream(marks).max().orElse(-1) + 1;
    var first = new long[kinds];
    long at = from;
    while (at < Timeline.NEVER && kinds >= count) {
      Arrays.fill(first, Timeline.NEVER);
      for (int i = 0; i < marks.length; i++) {
        first[marks[i]] = Math.min(first[marks[i]], thing.apply(i).earliest(at, length));
      }
      var sorted = first.clone();
      Arrays.sort(sorted);
      if (sorted[count - 1] == at) {
        return at;
      }
      at = sorted[count - 1];
    }
    return Timeline.NEVER;
  }

  /** Insert into the sorted smallest values; return how many there are then. */
  private static int keep(long[] smallest, int kept, long value) {
    if (kept == smallest.length && value >= smallest[kept - 1]) {
      return kept;
    }
    int place = Math.min(kept, smallest.length - 1);
    while (place > 0 && smallest[place - 1] > value) {
      smallest[place] = smallest[place - 1];
      place--;
    }
    smallest[place] = value;
    return Math.min(kept + 1, smallest.length);
  }
}
