package dev.assay.cli.serve;

import dev.assay.cli.ServerCommands;
import dev.assay.cli.Services;
import dev.assay.cli.run.Cancelling;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.site.access.Principal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Commands that take long and are done beside the calls that ask for them. They end with the server; what they drive is
 * durable, so that the same command, or its {@code --resume}, goes on where they were.
 */
final class Jobs {

  private static final int MOST_AT_ONCE = 8;
  private static final int KEPT = 50;
  private static final int BASE = 36;
  private static final List<String> DRIVING_RUNS = List.of("bisect", "retrigger", "rerun");

  private final Services services;
  private final Time time = SystemTime.real();
  private final List<Job> all = new ArrayList<>();

  /** Names hold when the server began, so that one of an earlier server is not taken for another. */
  private final String prefix = "J-" + Long.toString(time.now().getEpochSecond(), BASE).toUpperCase(Locale.ROOT) + "-";

  private int started;

  Jobs(Services services) {
    this.services = services;
  }

  /** One of them. */
  static final class Job {

    private final String name;
    private final String command;
    private final Principal who;
    private final Tail out = new Tail();
    private final Tail err = new Tail();
    private final Cancelling cancelling = new Cancelling();
    private volatile OptionalInt exit = OptionalInt.empty();

    private Job(String name, String command, Principal who) {
      this.name = name;
      this.command = command;
      this.who = who;
    }

    String name() {
      return name;
    }

    String command() {
      return command;
    }

    Principal who() {
      return who;
    }

    Tail out() {
      return out;
    }

    Tail err() {
      return err;
    }

    /** Return what it ended with, once it has ended. */
    OptionalInt exit() {
      return exit;
    }
  }

  private record Started(Job job, Time.Fork<Integer> fork) {}

  private final List<Started> forks = new ArrayList<>();

  /** Begin a command. */
  synchronized Job start(Principal who, String command, List<String> words) {
    if (all.stream().filter(job -> job.exit().isEmpty()).count() >= MOST_AT_ONCE) {
      throw new AssayException.Capacity("beginning '" + command + "' on the server: it does " + MOST_AT_ONCE + " such commands already; wait for one to end, or end one: assay cancel J-...");
    }
    var job = new Job(prefix + ++started, command, who);
    all.add(job);
    forks.add(new Started(job, time.fork("job-" + job.name(), () -> carry(job, words))));
    forget();
    return job;
  }

  private int carry(Job job, List<String> words) {
    int exit = ExitCode.INTERNAL.number();
    try (var out = new PrintStream(job.out, true, StandardCharsets.UTF_8); var err = new PrintStream(job.err, true, StandardCharsets.UTF_8)) {
      exit = ScopedValue.where(Cancelling.HERE, job.cancelling).call(() -> ServerCommands.run(services, job.who, job.command, words, out, err));
    } finally {
      job.exit = OptionalInt.of(exit);
    }
    return exit;
  }

  private void forget() {
    var ended = all.stream().filter(job -> job.exit().isPresent()).toList();
    var old = ended.subList(0, Math.max(0, ended.size() - KEPT));
    all.removeAll(old);
    forks.removeIf(one -> old.contains(one.job()));
  }

  synchronized Job find(String name) {
    return all.stream().filter(job -> job.name().equalsIgnoreCase(name)).findFirst().orElseThrow(() -> new AssayException.Nothing(
        "looking for '" + name + "': this server does no such command; those of a server end with it, and go on when they are typed again (a bisection: assay bisect --list)"));
  }

  synchronized List<Job> list() {
    return List.copyOf(all);
  }

  /** End one as Ctrl-C would: the run that it drives stops, or the next that it begins, and hosts are given back; others end where they wait. */
  void cancel(Job job, String who) {
    job.cancelling.cancel(who);
    if (!DRIVING_RUNS.contains(job.command())) {
      fork(job).ifPresent(Time.Fork::cancel);
    }
  }

  private synchronized Optional<Time.Fork<Integer>> fork(Job job) {
    return forks.stream().filter(one -> one.job() == job).map(Started::fork).findFirst();
  }
}
