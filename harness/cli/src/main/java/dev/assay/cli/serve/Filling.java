package dev.assay.cli.serve;

import dev.assay.cli.Services;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.run.Conduct;
import dev.assay.cli.run.RunController;
import dev.assay.cli.run.RunRequest;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Runs what the demonstration is made of, in order, a run for each processor at a time. That a suite finds a defect is what is
 * wanted, so only the harness's own trouble ends it.
 */
public final class Filling {

  private static final Set<ExitCode> TROUBLE = Set.of(ExitCode.INTERRUPTED, ExitCode.UNAVAILABLE, ExitCode.NO_CAPACITY, ExitCode.INTERNAL);
  private static final int MOST_TOGETHER = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Services services;
  private final Terminal terminal;
  private final Path lab;
  private final List<Demo.Step> steps;
  private final Queue<Demo.Step> waiting;
  private final Rows rows = new Rows("run", "suite", "build", "ended");
  private final Time time = SystemTime.real();
  private final AtomicInteger done = new AtomicInteger();
  private final DemoTriage triage;

  public Filling(Services services, Terminal terminal, Path lab, List<Demo.Step> steps) {
    this.services = services;
    this.terminal = terminal;
    this.lab = lab;
    this.steps = steps;
    this.waiting = new ConcurrentLinkedQueue<>(steps);
    this.triage = new DemoTriage(services, time);
  }

  /**
   * Run them all; return a row for each.
   *
   * @throws AssayException.Cancelled when a run could not be carried to its end; what is stored stays
   */
  public Rows run() {
    int together = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_TOGETHER);
    var forks = IntStream.range(0, together).mapToObj(worker -> time.fork("demo-" + worker, this::work)).toList();
    forks.forEach(Time.Fork::join);
    return rows;
  }

  private boolean work() {
    for (var step = waiting.poll(); step != null; step = waiting.poll()) {
      carry(step);
    }
    return true;
  }

  private void carry(Demo.Step step) {
    var began = time.now();
    var said = new ByteArrayOutputStream();
    var request = new RunRequest(
        step.suite(), Optional.of(step.build()), lab, OptionalLong.of(step.seed()), List.of(), List.of(), List.of(), 1, 5, System.getProperty("user.name"), Optional.empty())
        .sized(step.sizes());
    var quiet = Terminal.plain(new PrintStream(OutputStream.nullOutputStream()), new PrintStream(said, true, StandardCharsets.UTF_8));
    var ended = new RunController(services, quiet, Format.jsonl, step.suite()).run(request, Conduct.waiting(PATIENCE).withBriefReports());
    if (TROUBLE.contains(ended.exitCode())) {
      waiting.clear();
      terminal.progress(said.toString(StandardCharsets.UTF_8));
      throw new AssayException.Cancelled("filling the database: " + ended.run() + " ended as " + ended.exitCode().meaning() + "; what is stored stays; see: assay status");
    }
    triage.after(step, ended.run());
    tell(step, ended, Duration.between(began, time.now()));
  }

  private synchronized void tell(Demo.Step step, RunController.Ended ended, Duration took) {
    rows.add(ended.run().value(), step.suite(), step.build(), ended.exitCode().meaning());
    terminal.progress("demo " + done.incrementAndGet() + " of " + steps.size() + "  " + ended.run() + "  " + step.suite() + " on " + step.build()
        + ": " + ended.exitCode().meaning() + ", " + took.toSeconds() + " s");
  }
}
