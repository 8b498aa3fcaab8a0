package dev.assay.simulator.served;

import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * The way from a socket's thread into the lab's time. A thread that waits here is a virtual one, so a thousand waiting
 * requests hold no platform thread.
 */
record Inside(VirtualTime time) {

  <T> T ask(String what, Callable<T> question) {
    return time.run(what, question);
  }

  /** Start work whose end nobody needs to wait for, and which may be told to stop. */
  Running start(String what, Runnable body) {
    var started = new CompletableFuture<Time.Fork<Boolean>>();
    // Waiting for its end inside makes it work from outside for as long as it takes.
    time.submit(what, () -> {
      var fork = time.fork(what, () -> {
        body.run();
        return true;
      });
      started.complete(fork);
      return fork.endedWithin(Time.FOREVER);
    }).whenComplete((_, trouble) -> {
      if (trouble != null) {
        started.completeExceptionally(trouble);
      }
    });
    var fork = started.join();
    return () -> time.submit("stop " + what, () -> {
      fork.cancel();
      return true;
    });
  }

  CompletableFuture<Boolean> tell(String what, Runnable body) {
    return time.submit(what, () -> {
      body.run();
      return true;
    });
  }

  /** Work in the lab's time that can be stopped from outside. */
  interface Running {
    void stop();
  }
}
