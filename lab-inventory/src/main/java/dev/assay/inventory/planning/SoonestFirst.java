package dev.assay.inventory.planning;

import java.util.Arrays;

/** Places of a list, each with a time, the soonest first and among equals the first of the list: a binary heap of numbers. */
final class SoonestFirst {

  /** A list has at most a million places; times in milliseconds fit until the year 2109, and what is later is never. */
  private static final int PLACE_BITS = 20;

  private static final long LATEST = 1L << 42;

  private long[] heap;
  private int size;

  /** Put all places of a list in, at one time. */
  SoonestFirst(int places, long time) {
    if (places >= 1 << PLACE_BITS) {
      throw new IllegalArgumentException("a list of " + places + " places is longer than any lab");
    }
    heap = new long[places];
    for (int place = 0; place < places; place++) {
      heap[place] = packed(time, place);
    }
    size = places;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Return the soonest time; NEVER when that is not within what can be planned. */
  long time() {
    return time(heap[0]);
  }

  static long time(long entry) {
    long time = entry >>> PLACE_BITS;
    return time >= LATEST ? Timeline.NEVER : time;
  }

  static int place(long entry) {
    return (int) (entry & (1L << PLACE_BITS) - 1);
  }

  private static long packed(long time, int place) {
    return Math.min(time, LATEST) << PLACE_BITS | place;
  }

  void add(long time, int place) {
    add(packed(time, place));
  }

  void add(long entry) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, Math.max(8, size * 2));
    }
    int at = size++;
    while (at > 0 && heap[(at - 1) / 2] > entry) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = entry;
  }

  /** Take the soonest out: its {@link #time(long)} and {@link #place(long)} are in the number. */
  long poll() {
    long soonest = heap[0];
    long last = heap[--size];
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= last) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    if (size > 0) {
      heap[at] = last;
    }
    return soonest;
  }
}
