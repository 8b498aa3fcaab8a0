package dev.assay.cli.serve;

import dev.assay.cli.Services;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.run.Conduct;
import dev.assay.cli.run.Controllers;
import dev.assay.cli.run.RunController;
import dev.assay.core.AssayException;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.store.RunQueue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Drives queued runs, so many at the same time, until it is closed; runs under way are then left to be resumed. */
final class RunDriver implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

  private final Services services;
  private final Terminal terminal;
  private final String name;
  private final Semaphore places;
  private final Time time = SystemTime.real();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Time.Fork<Void> fork;

  RunDriver(Services services, Terminal terminal, int most) {
    this.services = services;
    this.terminal = terminal;
    this.name = Controllers.nameOfThisProcess(time.now());
    services.queue().servers().stream().filter(Controllers::isKnownDead).forEach(services.queue()::giveBack);
    this.places = new Semaphore(most);
    this.fork = time.fork("run-driver", () -> {
      while (!closed.get()) {
        time.sleep(takeOne() ? Duration.ZERO : LOOK_EVERY);
      }
      return null;
    });
  }

  /** Take a run if there is room and one waits; return whether it did. */
  private boolean takeOne() {
    try {
      if (!places.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      var next = services.queue().take(name);
      if (next.isPresent()) {
        time.fork("drive-" + next.get().run(), () -> drive(next.get()));
        return true;
      }
    } catch (AssayException.Unavailable e) {
      terminal.progress("assay: " + e.getMessage());
      time.sleep(AFTER_TROUBLE);
    }
    places.release();
    return false;
  }

  private boolean drive(RunQueue.Entry entry) {
    try (var said = said(entry)) {
      terminal.progress(entry.run() + "  begins");
      var record = services.runs().find(entry.run()).orElseThrow();
      var conduct = new Conduct(entry.waitLimit(), entry.limit(), entry.pauseOnFailure(), Conduct.waiting(entry.waitLimit()).reports(), true);
      var quiet = Terminal.plain(new PrintStream(OutputStream.nullOutputStream()), said);
      var code = new RunController(services, quiet, Format.table, entry.policy()).resume(record, conduct);
      terminal.progress(entry.run() + "  " + services.runs().find(entry.run()).flatMap(run -> run.verdict()).map(Enum::name).orElse("left to be resumed: " + code.meaning()));
      return true;
    } catch (AssayException e) {
      terminal.progress(entry.run() + "  " + e.getMessage());
      return false;
    } finally {
      places.release();
    }
  }

  /** What the run says goes to a file beside its reports. */
  private PrintStream said(RunQueue.Entry entry) {
    try {
      var folder = Files.createDirectories(services.workspace().reports(entry.run()));
      return new PrintStream(Files.newOutputStream(folder.resolve("progress.log"), java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND), true, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssayException.Usage("writing what run " + entry.run() + " says: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    closed.set(true);
    fork.join();
  }
}
