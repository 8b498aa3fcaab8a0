package dev.assay.simulator.xapi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What one session registered for in the older way of listening, and how far it has been told. */
final class Registration {

  private final List<Object> subscriptions = new ArrayList<>();
  private long seen;

  Registration(long generation) {
    this.seen = generation;
  }

  void add(List<Object> classes, long generation) {
    if (subscriptions.isEmpty()) {
      seen = generation;
    }
    subscriptions.addAll(classes);
  }

  void remove(List<Object> classes) {
    subscriptions.removeAll(classes);
  }

  Predicate<Entity> wanted() {
    return EventMessages.wanted(List.copyOf(subscriptions));
  }

  long seen() {
    return seen;
  }

  void sawUpTo(long generation) {
    seen = generation;
  }
}
