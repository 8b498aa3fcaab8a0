package dev.assay.simulator.xapi;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Each object once, at the generation of its latest change: what {@code event.from} reads. Deleted objects stay until
 * {@value #DELETIONS_KEPT} younger deletions have come.
 */
final class ChangeLog {

  private static final int DELETIONS_KEPT = 20_000;

  private final TreeMap<Long, Entity> latest = new TreeMap<>();
  private final TreeMap<Long, Entity> deletions = new TreeMap<>();
  private final List<Consumer<Entity>> watchers = new ArrayList<>();
  private long generation;
  private long forgotten;

  /** Return the generation up to which deletions are no longer known. */
  long forgotten() {
    return forgotten;
  }

  long generation() {
    return generation;
  }

  void created(Entity entity) {
    entity.createdAt = generation + 1;
    changed(entity);
  }

  /** Take an object over from another log, changed when that says. */
  void take(Entity entity) {
    latest.put(entity.changedAt, entity);
    generation = Math.max(generation, entity.changedAt);
  }

  void changed(Entity entity) {
    latest.remove(entity.changedAt, entity);
    entity.changedAt = ++generation;
    latest.put(generation, entity);
    if (entity.deleted) {
      deletions.put(generation, entity);
      forgetOldDeletions();
    }
    List.copyOf(watchers).forEach(watcher -> watcher.accept(entity));
  }

  /** Return the objects changed after this generation, oldest change first. */
  Stream<Entity> since(long since) {
    return latest.tailMap(since, false).values().stream();
  }

  boolean isWatched() {
    return !watchers.isEmpty();
  }

  void watch(Consumer<Entity> watcher) {
    watchers.add(watcher);
  }

  void unwatch(Consumer<Entity> watcher) {
    watchers.remove(watcher);
  }

  private void forgetOldDeletions() {
    if (deletions.size() > DELETIONS_KEPT) {
      forgotten = deletions.firstKey();
      latest.remove(deletions.pollFirstEntry().getKey());
    }
  }
}
