package dev.assay.cli.run;

import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.CaseId;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.run.Journal;
import dev.assay.core.run.Phase;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.inventory.Lab;
import dev.assay.store.RunOrders;
import dev.assay.testkit.Bench;
import dev.assay.testkit.execution.FailureHold;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Keeps the bench after a failure until its owner lets the run go on or cancels it, or the time is up; then the run goes
 * on. Lanes that fail meanwhile wait their turn.
 */
final class PauseForPeople implements FailureHold {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final RunId run;
  private final Duration length;
  private final RunOrders orders;
  private final Journal journal;
  private final Terminal terminal;
  private final Stop stop;
  private final Time wall = SystemTime.real();
  private final ReentrantLock turn = new ReentrantLock();

  PauseForPeople(RunId run, Duration length, RunOrders orders, Journal journal, Terminal terminal, Stop stop) {
    this.run = run;
    this.length = length;
    this.orders = orders;
    this.journal = journal;
    this.terminal = terminal;
    this.stop = stop;
  }

  @Override
  public void afterFailure(CaseId testCase, Bench bench, Outcome outcome) {
    turn.lock();
    try {
      orders.takeGoOn(run);
      var pause = orders.pause(run, testCase, instructions(bench), length);
      var until = Texts.clock(pause.until());
      journal.entered(Phase.EXECUTE, "paused at " + testCase + " until " + until + "; assay resume " + run + " goes on, assay cancel " + run + " ends it");
      terminal.progress("paused    at " + testCase + " until " + until + ", the bench is kept as it is:");
      pause.instructions().lines().forEach(line -> terminal.progress("          " + line));
      terminal.progress("          go on: assay resume " + run + "    end: assay cancel " + run);
      var why = waitForPeople();
      orders.goOn(run);
      journal.entered(Phase.EXECUTE, "going on after " + testCase + ": " + why);
      terminal.progress("going on  " + why);
    } finally {
      turn.unlock();
    }
  }

  private String waitForPeople() {
    var deadline = wall.now().plus(length);
    while (wall.now().isBefore(deadline)) {
      if (stop.isAsked()) {
        return "the run ends";
      }
      var asked = orders.takeGoOn(run);
      if (asked.isPresent()) {
        return "as " + asked.get().who() + " asked";
      }
      wall.sleep(LOOK_EVERY);
    }
    return "the time is up";
  }

  private static String instructions(Bench bench) {
    var lab = bench.access().lab();
    if (lab.kind() == Lab.Kind.SIMULATED) {
      return "the hosts are simulated inside process " + ProcessHandle.current().pid() + ": nobody can log in to them; see the attempt's evidence";
    }
    return bench.hosts().stream().map(host -> login(bench.declared(host))).collect(Collectors.joining("\n"))
        + "\npasswords are where the lab file says; the lease is kept alive until then";
  }

  private static String login(Lab.Host host) {
    var access = host.access();
    return host.id() + "  " + access.ssh().map(address -> sshCommand(access.user(), address)).orElse("") + access.xapi().map(address -> "  " + address).orElse("");
  }

  private static String sshCommand(String user, String address) {
    int colon = address.lastIndexOf(':');
    return colon < 0 ? "ssh " + user + "@" + address : "ssh -p " + address.substring(colon + 1) + " " + user + "@" + address.substring(0, colon);
  }
}
