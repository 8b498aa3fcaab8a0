package dev.assay.testkit.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Trials that go on side by side: each has a lab of its own, so that none knows of another.
 *
 * @param jobs how many at once
 */
public record Together(int jobs) {

  public Together {
    if (jobs < 1) {
      throw new IllegalArgumentException("at least one trial goes on at once, not " + jobs);
    }
  }

  /** Make one result of each item; the results come in the items' order, and the first failure ends the rest. */
  public <T, R> List<R> map(List<T> items, Function<T, R> trial) {
    try (var workers = Executors.newFixedThreadPool(jobs, Thread.ofPlatform().name("trial-", 1).factory())) {
      var begun = items.stream().map(item -> workers.submit(() -> trial.apply(item))).toList();
      try {
        var results = new ArrayList<R>();
        for (Future<R> one : begun) {
          results.add(one.get());
        }
        return results;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException("a trial ended", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("trials were interrupted", e);
      } finally {
        workers.shutdownNow();
      }
    }
  }
}
