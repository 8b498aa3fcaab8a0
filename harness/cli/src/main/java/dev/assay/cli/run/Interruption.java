package dev.assay.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ctrl-C and SIGTERM while a run is under way: asks the work to end, then holds the process back until hosts are given
 * back, at most this long. A kill -9 needs none of it: leases expire by themselves.
 */
final class Interruption implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicReference<Runnable> cancel = new AtomicReference<>(() -> {});
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "interruption");

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupted() {
    ask();
    try {
      over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ask the work to end, as Ctrl-C does. */
  void ask() {
    asked.set(true);
    cancel.get().run();
  }

  boolean isAsked() {
    return asked.get();
  }

  /** Say what ends the work from now on; it is done at once if that was asked before. */
  void onAsked(Runnable action) {
    cancel.set(action);
    if (asked.get()) {
      action.run();
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The process is ending, which is what the hook was for.
      over.countDown();
    }
  }
}
