package dev.assay.testkit;

import dev.assay.core.time.Time;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * So many who share a pile of work: each takes the next piece when it is done with one.
 *
 * @param count how many pieces are under way at most
 */
public record Workers(long count, Time time) {

  /** Do this with each, and return when all is done, or throw what one of them threw. */
  public <T> void each(Collection<T> pile, Consumer<T> work) {
    var left = new ConcurrentLinkedQueue<>(pile);
    var working = new ArrayList<Time.Fork<Boolean>>();
    for (int worker = 1; worker <= count; worker++) {
      working.add(time.fork("worker " + worker, () -> {
        for (var piece = left.poll(); piece != null; piece = left.poll()) {
          work.accept(piece);
        }
        return true;
      }));
    }
    working.forEach(Time.Fork::join);
  }
}
