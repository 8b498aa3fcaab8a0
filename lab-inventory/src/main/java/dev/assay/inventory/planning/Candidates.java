package dev.assay.inventory.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The hosts that may serve a group, kept by a time before which each is surely not free for long enough. Asked again and again
 * about times that only grow, while hosts only get busier, it looks at the few hosts that matter and not at all of them.
 */
final class Candidates {

  private final Shape.Choice choice;
  private final int count;
  private final long length;
  private final Timeline[] machines;
  private final SoonestFirst entries;
  private long[] looked = new long[8];
  private int lookedCount;
  private final BitSet marks = new BitSet();

  Candidates(Shape.Choice choice, int count, long length, Timeline[] machines, long from) {
    this.choice = choice;
    this.count = count;
    this.length = length;
    this.machines = machines;
    this.entries = new SoonestFirst(choice.hosts().length, from);
  }

  /** Return the first time from this one on at which enough are free together; NEVER if there is none. */
  long together(long from) {
    long at = from;
    while (at < Timeline.NEVER) {
      refresh(at);
      if (free(at).size() == count) {
        return at;
      }
      at = enoughMayBeFree();
    }
    return Timeline.NEVER;
  }

  /** Look again at those whose time has come before this one. */
  private void refresh(long at) {
    while (!entries.isEmpty() && entries.time() < at) {
      look(entries.poll());
    }
    for (int i = 0; i < lookedCount; i++) {
      int place = SoonestFirst.place(looked[i]);
      entries.add(earliest(place, at), place);
    }
    lookedCount = 0;
  }

  private void look(long entry) {
    if (lookedCount == looked.length) {
      looked = Arrays.copyOf(looked, lookedCount * 2);
    }
    looked[lookedCount++] = entry;
  }

  private long earliest(int place, long at) {
    return Math.min(Timeline.NEVER, machines[choice.hosts()[place]].earliest(at, length));
  }

  /** Choose those that are free at this time, the preferred first, no more than are wanted and no two with the same mark. */
  List<Integer> free(long at) {
    var chosen = new ArrayList<Integer>(count);
    marks.clear();
    while (chosen.size() < count && !entries.isEmpty() && entries.time() == at) {
      long entry = entries.poll();
      int place = SoonestFirst.place(entry);
      long earliest = earliest(place, at);
      if (earliest > at) {
        entries.add(earliest, place);
      } else {
        look(entry);
        if (isNewMark(place)) {
          chosen.add(choice.hosts()[place]);
        }
      }
    }
    putBack();
    return chosen;
  }

  /** Return the time at which, for all that is known, as many as are wanted may be free. */
  private long enoughMayBeFree() {
    marks.clear();
    int enough = 0;
    long at = Timeline.NEVER;
    while (enough < count && !entries.isEmpty()) {
      long entry = entries.poll();
      look(entry);
      if (isNewMark(SoonestFirst.place(entry))) {
        enough++;
        at = SoonestFirst.time(entry);
      }
    }
    putBack();
    return enough < count ? Timeline.NEVER : at;
  }

  private boolean isNewMark(int place) {
    if (choice.spread().length == 0) {
      return true;
    }
    boolean fresh = !marks.get(choice.spread()[place]);
    marks.set(choice.spread()[place]);
    return fresh;
  }

  private void putBack() {
    for (int i = 0; i < lookedCount; i++) {
      entries.add(looked[i]);
    }
    lookedCount = 0;
  }
}
