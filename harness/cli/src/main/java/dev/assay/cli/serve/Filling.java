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
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what the demonstration is made of, several lanes at a time. That a suite finds a defect is what is wanted, so only the
 * harness's own trouble ends it.
 */
public final class Filling {

  private static final Set<ExitCode> TROUBLE = Set.of(ExitCode.INTERRUPTED, ExitCode.UNAVAILABLE, ExitCode.NO_CAPACITY, ExitCode.INTERNAL);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Services services;
  private final Terminal terminal;
  private final Path lab;
  private final List<List<Demo.Step>> lanes;
  private final Rows rows = new Rows("run", "suite", "build", "ended");
  private final Time time = SystemTime.real();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicBoolean stopped = new AtomicBoolean();

  public Filling(Services services, Terminal terminal, Path lab, List<List<Demo.Step>> lanes) {
    this.services = services;
    this.terminal = terminal;
    this.lab = lab;
    this.lanes = lanes;
  }

  /**
   * Run them all; return a row for each.
   *
   * @throws AssayException.Cancelled when a run could not be carried to its end; what is stored stays
   */
  public Rows run() {
    var forks = lanes.stream().map(lane -> time.fork("demo-" + lane.getFirst().suite(), () -> follow(lane))).toList();
    forks.forEach(Time.Fork::join);
    return rows;
  }

  private int follow(List<Demo.Step> lane) {
    for (var step : lane) {
      if (stopped.get()) {
        break;
      }
      carry(step);
    }
    return lane.size();
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
      stopped.set(true);
      terminal.progress(said.toString(StandardCharsets.UTF_8));
      throw new AssayException.Cancelled("filling the database: " + ended.run() + " ended as " + ended.exitCode().meaning() + "; what is stored stays; see: assay status");
    }
    tell(step, ended, Duration.between(began, time.now()));
  }

  private synchronized void tell(Demo.Step step, RunController.Ended ended, Duration took) {
    rows.add(ended.run().value(), step.suite(), step.build(), ended.exitCode().meaning());
    terminal.progress("demo " + done.incrementAndGet() + " of " + lanes.stream().mapToInt(List::size).sum() + "  " + ended.run() + "  " + step.suite() + " on " + step.build()
        + ": " + ended.exitCode().meaning() + ", " + took.toSeconds() + " s");
  }
}
