package dev.assay.testkit;

import dev.assay.core.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Workers that share out a list of things to do, each taking the next when it is done with one.
 *
 * @param workers how many there are at most
 */
public record Crew(Time time, int workers) {

  public Crew {
    if (workers < 1) {
      throw new IllegalArgumentException("a crew of " + workers);
    }
  }

  /** Have as many workers as there is to do. */
  public static Crew unlimited(Time time) {
    return new Crew(time, Integer.MAX_VALUE);
  }

  /** Do this with each item; list what it gave, in the items' order. When one fails, the others are ended and that is thrown. */
  public <T, R> List<R> each(List<T> items, Function<T, R> work) {
    var next = new AtomicInteger();
    var results = new ArrayList<List<R>>(items.stream().map(_ -> List.<R>of()).toList());
    var forks = new ArrayList<Time.Fork<Boolean>>();
    IntStream.range(0, Math.min(workers, items.size())).forEach(worker -> forks.add(time.fork("worker " + worker, () -> {
      for (int place = next.getAndIncrement(); place < items.size(); place = next.getAndIncrement()) {
        results.set(place, List.of(work.apply(items.get(place))));
      }
      return true;
    })));
    try {
      forks.forEach(Time.Fork::join);
    } finally {
      forks.forEach(Time.Fork::cancel);
    }
    return results.stream().map(List::getFirst).toList();
  }

  /** Do this with each item. */
  public <T> void doing(List<T> items, Consumer<T> work) {
    each(items, item -> {
      work.accept(item);
      return item;
    });
  }
}
