package dev.assay.inventory.planning;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The hosts that may serve a group, kept by a time before which each is surely not free for long enough. Asked again and again
 * about times that only grow, while hosts only get busier, it looks at the few hosts that matter and not at all of them.
 */
final class Candidates {

  /** A host by its place among the choice's hosts. */
  private record Entry(long notBefore, int place) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(notBefore, other.notBefore);
      return byTime != 0 ? byTime : Integer.compare(place, other.place);
    }
  }

  private final Shape.Choice choice;
  private final int count;
  private final long length;
  private final Timeline[] machines;
  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private final List<Entry> looked = new ArrayList<>();
  private final BitSet marks = new BitSet();

  Candidates(Shape.Choice choice, int count, long length, Timeline[] machines, long from) {
    this.choice = choice;
    this.count = count;
    this.length = length;
    this.machines = machines;
    for (int place = 0; place < choice.hosts().length; place++) {
      entries.add(new Entry(from, place));
    }
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
    while (!entries.isEmpty() && entries.peek().notBefore < at) {
      looked.add(entries.poll());
    }
    looked.forEach(entry -> entries.add(new Entry(earliest(entry.place, at), entry.place)));
    looked.clear();
  }

  private long earliest(int place, long at) {
    return Math.min(Timeline.NEVER, machines[choice.hosts()[place]].earliest(at, length));
  }

  /** Choose those that are free at this time, the preferred first, no more than are wanted and no two with the same mark. */
  List<Integer> free(long at) {
    var chosen = new ArrayList<Integer>(count);
    marks.clear();
    while (chosen.size() < count && !entries.isEmpty() && entries.peek().notBefore == at) {
      var entry = entries.poll();
      long earliest = earliest(entry.place, at);
      if (earliest > at) {
        entries.add(new Entry(earliest, entry.place));
      } else {
        looked.add(entry);
        if (isNewMark(entry.place)) {
          chosen.add(choice.hosts()[entry.place]);
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
      var entry = entries.poll();
      looked.add(entry);
      if (isNewMark(entry.place)) {
        enough++;
        at = entry.notBefore;
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
    entries.addAll(looked);
    looked.clear();
  }
}
