package dev.assay.testkit.execution;

import dev.assay.core.HostId;
import dev.assay.core.run.History;
import dev.assay.core.run.HistoryEvent;
import dev.assay.core.run.HistoryHash;
import dev.assay.core.run.Journal;
import dev.assay.core.time.Time;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The history of one execution: numbers and hashes events, keeps the last ones at hand, and hands them to the journal
 * in batches. What happened before an attempt ends is in the journal before its end is.
 */
final class RunHistory implements History {

  private static final int BATCH = 200;
  private static final int KEPT = 40;

  private final Time time;
  private final Journal journal;
  private final HistoryHash hash = new HistoryHash();
  private final List<HistoryEvent> pending = new ArrayList<>();
  private final ArrayDeque<HistoryEvent> last = new ArrayDeque<>();
  private final List<LaneHistory> lanes = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private long sequence;

  /** Go on after so many events that an earlier controller wrote. */
  RunHistory(Time time, Journal journal, long written) {
    this.time = time;
    this.journal = journal;
    this.sequence = written;
  }

  /** Make a lane's way into it. */
  LaneHistory lane(List<HostId> hosts) {
    lock.lock();
    try {
      var lane = new LaneHistory(this, hosts);
      lanes.add(lane);
      return lane;
    } finally {
      lock.unlock();
    }
  }

  /** Take down what the lab noted by itself: it is a sign of life of every lane but those that it has nothing to do with. */
  @Override
  public void append(String kind, String subject, Map<String, String> details) {
    lock.lock();
    try {
      var at = add(kind, subject, details);
      var of = lanes.stream().filter(lane -> lane.has(subject)).toList();
      (of.isEmpty() ? lanes : of).forEach(lane -> lane.happened(at));
    } finally {
      lock.unlock();
    }
  }

  /** Take an event down; return when it happened. */
  Instant add(String kind, String subject, Map<String, String> details) {
    lock.lock();
    try {
      var event = new HistoryEvent(sequence++, time.now(), kind, subject, new TreeMap<>(details));
      hash.add(event);
      pending.add(event);
      last.add(event);
      if (last.size() > KEPT) {
        last.poll();
      }
      if (pending.size() >= BATCH) {
        flush();
      }
      return event.at();
    } finally {
      lock.unlock();
    }
  }

  /** Return once everything so far is durable. */
  void flush() {
    lock.lock();
    try {
      if (!pending.isEmpty()) {
        journal.happened(List.copyOf(pending));
        pending.clear();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Return the last events, oldest first. */
  List<HistoryEvent> last() {
    lock.lock();
    try {
      return List.copyOf(last);
    } finally {
      lock.unlock();
    }
  }

  String hash() {
    lock.lock();
    try {
      return hash.value();
    } finally {
      lock.unlock();
    }
  }
}
