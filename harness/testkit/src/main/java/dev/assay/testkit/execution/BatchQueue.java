package dev.assay.testkit.execution;

import dev.assay.testkit.Variant;
import dev.assay.testkit.plan.BenchShape;
import dev.assay.testkit.plan.TestBehaviour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** What is still to be run, in batches of one instance of a test class, given out so that benches are seldom reshaped. */
final class BatchQueue {

  /** Cases of one class, with one combination of variants, in one shape. */
  record Batch(BenchShape shape, List<TestBehaviour> behaviours) {}

  private record Key(BenchShape shape, Class<?> type, List<Variant> variants) {}

  private final List<Batch> waiting;
  private final ReentrantLock lock = new ReentrantLock();

  BatchQueue(List<TestBehaviour> behaviours) {
    waiting = behaviours.stream()
        .collect(Collectors.groupingBy(b -> new Key(b.shape(), b.testClass(), b.variants()), LinkedHashMap::new, Collectors.toList()))
        .entrySet().stream()
        .map(entry -> new Batch(entry.getKey().shape(), entry.getValue()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Put back what a lane leaves undone. */
  void back(Batch rest) {
    lock.lock();
    try {
      if (!rest.behaviours().isEmpty()) {
        waiting.addFirst(rest);
      }
    } finally {
      lock.unlock();
    }
  }

  /** List what nobody took. */
  List<TestBehaviour> left() {
    lock.lock();
    try {
      return waiting.stream().flatMap(batch -> batch.behaviours().stream()).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Take the next batch, of this shape if there is one left. */
  Optional<Batch> next(BenchShape shape) {
    lock.lock();
    try {
      var next = waiting.stream().filter(batch -> batch.shape().equals(shape)).findFirst()
          .or(() -> waiting.stream().findFirst());
      next.ifPresent(waiting::remove);
      return next;
    } finally {
      lock.unlock();
    }
  }
}
