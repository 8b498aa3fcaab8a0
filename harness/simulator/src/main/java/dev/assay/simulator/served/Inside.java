package dev.assay.simulator.served;

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
    var fork = time.run("start " + what, () -> time.fork(what, () -> {
      body.run();
      return true;
    }));
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
