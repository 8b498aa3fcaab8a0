package dev.assay.cli.drill;

import dev.assay.cli.Services;
import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.core.time.Chance;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.store.RunRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Kills the real process -9 at random points of its life, resumes what it left, often kills that too, and reconciles what
 * is stored once the run is finished.
 */
public final class KillDrill {

  /** How often, after a kill, the process that resumes is killed as well. */
  private static final double AGAIN = 0.4;

  /** How often a process is killed before its run is under way. */
  private static final double AT_START = 0.1;

  private final Services services;
  private final Path data;
  private final List<String> selection;
  private final Chance chance;
  private final Consumer<String> progress;
  private final QuickStart quickly;
  private final Time time = SystemTime.real();
  private final SequencedMap<String, Integer> killsByPhase = new LinkedHashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private Duration startUp = Duration.ZERO;
  private Duration underWay = Duration.ZERO;
  private int runs;
  private int owners;
  private Optional<Victim> last = Optional.empty();
  private boolean abandoned;
  private volatile Result reconciled = new Result(new LinkedHashMap<>(), 0, List.of());

  /** What came of it: how many kills hit which phase, and what did not add up. */
  public record Result(SequencedMap<String, Integer> killsByPhase, int runs, List<String> wrong) {

    public int kills() {
      return killsByPhase.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * Prepare a drill.
   *
   * @param data a data folder of the drill's own, whose database runs
   * @param selection the suite and the options that choose a few cases of it
   */
  public KillDrill(Services services, Path data, List<String> selection, long seed, Consumer<String> progress) {
    this.services = services;
    this.data = data;
    this.quickly = new QuickStart(data.resolve("started.aot"));
    this.selection = selection;
    this.chance = Chance.seeded(seed);
    this.progress = progress;
  }

  /** Kill so many times. */
  public Result run(int times) {
    var model = unharmed(quickly.first());
    var reconciliation = new Reconciliation(services, model.planned());
    wrong.addAll(reconciliation.of(model.id(), 0));
    wrong.addAll(reconciliation.of(unharmed(quickly.others()).id(), 0));
    progress.accept("a run that nobody kills takes " + startUp.plus(underWay).toMillis() + " ms; killing " + times + " times within that");
    int kills = 0;
    var killing = time.now();
    while (kills < times && wrong.isEmpty()) {
      kills += killAndFinish(reconciliation);
      reconciled = new Result(new LinkedHashMap<>(killsByPhase), runs, List.copyOf(wrong));
      progress.accept("killed " + kills + "/" + times + "  " + killsByPhase + "  " + runs + " runs finished" + left(killing, kills, times));
    }
    wrong.addAll(services.inventory().ledger().wrong());
    return new Result(new LinkedHashMap<>(killsByPhase), runs, List.copyOf(wrong));
  }

  /** Carry a run to its end that nobody kills, and note how long that takes. */
  private RunRecord unharmed(List<String> flags) {
    var begun = time.now();
    var process = start(flags, "run", selection);
    process.awaitRun();
    startUp = time.since(begun);
    process.exitCode();
    underWay = time.since(begun).minus(startUp);
    return runOf(process).orElseThrow(() -> new IllegalStateException("a run that nobody killed left nothing: " + process.text()));
  }

  /** Return what came of it so far: of the runs that were finished and reconciled. */
  public Result soFar() {
    return reconciled;
  }

  /** End the process that is under way; nothing more is reconciled. */
  public synchronized void abandon() {
    abandoned = true;
    last.ifPresent(victim -> victim.killAfter(Duration.ZERO));
  }

  private String left(Instant since, int kills, int times) {
    return kills == 0 || kills >= times ? "" : ", about " + time.since(since).multipliedBy(times - kills).dividedBy(kills).plusSeconds(30).toMinutes() + " min to go";
  }

  /** Kill a process at some instant of its start, or more often once its run is under way; return whether it still ran. */
  private boolean kill(Victim victim) {
    if (chance.withProbability(AT_START)) {
      return victim.killAfter(part(startUp));
    }
    victim.awaitRun();
    var killed = victim.killAfter(part(underWay));
    // A machine that is less busy now than it was finishes earlier.
    underWay = killed ? underWay : underWay.multipliedBy(9).dividedBy(10);
    return killed;
  }

  private Duration part(Duration whole) {
    return Duration.ofNanos((long) (whole.toNanos() * chance.nextDouble()));
  }

  /** Start a run, kill it at some instant, resume it until one is not killed; return how often was killed. */
  private int killAndFinish(Reconciliation reconciliation) {
    var victim = start("run", selection);
    if (!kill(victim)) {
      return 0;
    }
    int kills = 1;
    var left = runOf(victim);
    note(left);
    if (left.isEmpty()) {
      wrong.addAll(services.leases().live().stream().filter(lease -> lease.claimant().owner().equals(victim.owner())).map(lease -> "killed before its run was stored, it holds lease " + lease.id()).toList());
      return kills;
    }
    var run = left.get().id();
    while (chance.withProbability(AGAIN)) {
      var again = start("resume", List.of(run.value()));
      if (!kill(again)) {
        break;
      }
      kills++;
      note(services.runs().find(run));
    }
    finish(run, kills, reconciliation);
    return kills;
  }

  private void finish(RunId run, int kills, Reconciliation reconciliation) {
    if (!isFinished(run)) {
      var last = start("resume", List.of(run.value()));
      int exitCode = last.exitCode();
      if (exitCode != 0) {
        wrong.add(run + ": resuming it ended with " + exitCode + ": " + last.text());
      }
    }
    runs++;
    wrong.addAll(reconciliation.of(run, kills));
  }

  private boolean isFinished(RunId run) {
    return services.runs().find(run).orElseThrow().state() == RunRecord.State.DONE && services.orders().isFinished(run);
  }

  private Victim start(String command, List<String> arguments) {
    return start(quickly.others(), command, arguments);
  }

  private synchronized Victim start(List<String> flags, String command, List<String> arguments) {
    if (abandoned) {
      throw new AssayException.Cancelled("killing processes: interrupted");
    }
    var all = new ArrayList<>(List.of(command));
    all.addAll(arguments);
    all.add("--brief-reports");
    var started = Victim.start(flags, data, "drill-" + ++owners, all);
    last = Optional.of(started);
    return started;
  }

  private Optional<RunRecord> runOf(Victim victim) {
    return services.runs().latest(5).stream().filter(run -> run.header().owner().equals(victim.owner())).findFirst();
  }

  private void note(Optional<RunRecord> left) {
    var phase = left.map(run -> run.state() != RunRecord.State.DONE ? run.phase().name() : isFinished(run.id()) ? "after its end" : "REPORT").orElse("before its run was stored");
    killsByPhase.merge(phase, 1, Integer::sum);
  }
}
