package dev.assay.testkit.stress;

import dev.assay.core.run.History;
import dev.assay.core.run.HistoryEvent;
import dev.assay.core.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** Hands events on to a run's history and keeps them at hand, so that they can be judged before the run ends too. */
final class Recording implements History {

  private final History history;
  private final Time time;
  private final List<HistoryEvent> events = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();

  Recording(History history, Time time) {
    this.history = history;
    this.time = time;
  }

  @Override
  public void append(String kind, String subject, Map<String, String> details) {
    lock.lock();
    try {
      history.append(kind, subject, details);
      events.add(new HistoryEvent(events.size(), time.now(), kind, subject, new TreeMap<>(details)));
    } finally {
      lock.unlock();
    }
  }

  List<HistoryEvent> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }
}
