package dev.assay.cli.run;

import dev.assay.core.AssayException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM while a run is under way: asks the work to end, then holds the process back until hosts are given
 * back, at most this long. Whoever may end the work from outside ({@link Cancelling}) does it the same way. A kill -9 needs none of it:
 * leases expire by themselves.
 */
final class Interruption implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final Stop stop;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "interruption");

  Interruption(Stop stop) {
    this.stop = stop;
    if (Cancelling.HERE.isBound()) {
      Cancelling.HERE.get().begins(stop);
    }
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupted() {
    stop.now(new AssayException.Cancelled("interrupted, its hosts are given back"), false, false);
    try {
      over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    if (Cancelling.HERE.isBound()) {
      Cancelling.HERE.get().ended(stop);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The process is ending, which is what the hook was for.
      over.countDown();
    }
  }
}
