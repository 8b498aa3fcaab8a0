package dev.assay.cli.run;

import dev.assay.cli.Services;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.RunId;
import dev.assay.core.run.Journal;
import dev.assay.core.run.Phase;
import dev.assay.core.time.Time;
import dev.assay.inventory.Claimant;
import dev.assay.inventory.Lease;
import dev.assay.testkit.execution.EarlierProgress;
import dev.assay.testkit.execution.Execution;
import dev.assay.testkit.execution.ExecutionOptions;
import dev.assay.testkit.execution.ExecutionResult;
import dev.assay.testkit.execution.FailureHold;
import dev.assay.testkit.lab.LabAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Has the cases of a run tried on leased hosts, and gives the hosts back whatever happens. When the lab fails on some, what
 * is left is tried on others.
 */
final class Rounds {

  /** A lab in which so many sets of hosts in a row are unfit has another trouble than its hosts. */
  private static final int MOST_LOOKS = 4;
  private static final int MOST_NAMES = 24;

  private final Services services;
  private final Terminal terminal;
  private final Time time;
  private final String controller;
  private final RunId run;
  private final PreparedRun prepared;
  private Journal journal;
  private final Conduct conduct;
  private final Stop stop;
  private final SequencedMap<HostId, String> unfit = new LinkedHashMap<>();
  private final AtomicReference<Optional<Lease.Notice>> evicted = new AtomicReference<>(Optional.empty());

  Rounds(Services services, Terminal terminal, Time time, String controller, RunId run, PreparedRun prepared, Journal journal, Conduct conduct, Stop stop) {
    this.services = services;
    this.terminal = terminal;
    this.time = time;
    this.controller = controller;
    this.run = run;
    this.prepared = prepared;
    this.journal = journal;
    this.conduct = conduct;
    this.stop = stop;
  }

  /**
   * Try what is left. The way to the lab is opened first, so that what is wrong with it costs nobody a host. What the lab
   * spoiled is tried on other hosts, as long as the budget lasts.
   */
  ExecutionResult run(EarlierProgress earlier) {
    try (var access = prepared.access(services.inventory())) {
      var lease = reserve(access);
      var result = round(access, lease, earlier);
      while (!result.left().isEmpty() && !result.cancelled() || wasEvicted(result)) {
        if (wasEvicted(result)) {
          lease = afterEviction(access, lease);
          result = round(access, lease, Earlier.of(services.runs(), run));
          continue;
        }
        terminal.progress("retry     " + result.left().size() + (result.left().size() == 1 ? " case" : " cases") + " on other hosts than "
            + String.join(", ", result.suspects().entrySet().stream().map(host -> host.getKey() + " (" + host.getValue() + ")").toList()));
        lease = exchanged(access, lease);
        result = round(access, lease, Earlier.of(services.runs(), run, result.left()));
      }
      giveBack(lease);
      return result;
    }
  }

  private boolean wasEvicted(ExecutionResult result) {
    return result.cancelled() && evicted.get().isPresent() && !stop.isAsked();
  }

  /** Go back into the queue; the attempts that were cut short count as the controller's loss and are tried again. */
  private Lease afterEviction(LabAccess access, Lease old) {
    terminal.progress("evicted   " + evicted.getAndSet(Optional.empty()).map(Lease.Notice::why).orElse("") + "; the hosts are given back, what is left waits for others");
    giveBack(old);
    journal = services.runs().resume(run, controller);
    return reserve(access);
  }

  private static String names(Lease lease) {
    var names = lease.tokens().keySet().stream().map(Object::toString).toList();
    return names.size() <= MOST_NAMES ? String.join(" ", names) : names.getFirst() + " ... " + names.getLast();
  }

  /** Execute on these hosts, which are given back when that throws. */
  private ExecutionResult round(LabAccess access, Lease lease, EarlierProgress earlier) {
    try {
      terminal.progress("reserve   " + lease.tokens().size() + (lease.tokens().size() == 1 ? " host  " : " hosts  ") + names(lease) + "  lease " + lease.id());
      return execute(access, lease, earlier);
    } catch (RuntimeException e) {
      releaseAfter(e, lease);
      throw e;
    }
  }

  /**
   * Exchange hosts that were given up for others. Those that are free now are taken while the old ones are still held, so that
   * they are surely others; nothing is waited for while hosts are held. When none is free, any that come free will do.
   */
  private Lease exchanged(LabAccess access, Lease old) {
    Optional<Lease> others;
    try {
      journal.entered(Phase.RESERVE, prepared.need().describe() + ", others than before");
      others = reserving().now(prepared.need(), claimant(), prepared.request().priority());
      giveBack(old);
    } catch (RuntimeException e) {
      releaseAfter(e, old);
      throw e;
    }
    if (others.isPresent() && isFit(access, others.get())) {
      return others.get();
    }
    terminal.progress("retry     no others are free and fit now; waiting for any");
    return reserve(access);
  }

  private void giveBack(Lease lease) {
    journal.entered(Phase.RELEASE, "lease " + lease.id());
    services.leases().release(lease);
  }

  /** Wait for hosts that are fit: those that are found not to be are given back, and others are taken. */
  private Lease reserve(LabAccess access) {
    int looks = 0;
    while (true) {
      journal.entered(Phase.RESERVE, prepared.need().describe());
      var lease = next();
      if (isFit(access, lease)) {
        return lease;
      }
      if (++looks == MOST_LOOKS) {
        throw unfit("looked " + looks + " times for hosts that are fit for use");
      }
      terminal.progress("reserve   taking others");
    }
  }

  private Lease next() {
    try {
      return reserving().reserve(prepared.need(), claimant(), prepared.request().priority(), conduct.waitForHosts());
    } catch (AssayException.Capacity e) {
      if (unfit.isEmpty()) {
        throw e;
      }
      var none = unfit("no other hosts are left than those that are not fit for use");
      none.addSuppressed(e);
      throw none;
    }
  }

  private AssayException.Lab unfit(String then) {
    return new AssayException.Lab(then + ": "
        + String.join(", ", unfit.entrySet().stream().map(host -> host.getKey() + " (" + brief(host.getValue()) + ")").toList())
        + "; mend them or take them out of service, then resume");
  }

  /** What was seen of a host was said in full when it was seen. */
  private static String brief(String seen) {
    int end = seen.indexOf("; ");
    return end < 0 ? seen : seen.substring(0, end);
  }

  /** Look at the hosts before their use; unfit ones are noted as such, and all are given back. */
  private boolean isFit(LabAccess access, Lease lease) {
    try {
      var wrong = new BeforeUse(services, access, lease, run).wrong();
      if (wrong.isEmpty()) {
        return true;
      }
      unfit.putAll(wrong);
      wrong.forEach((host, why) -> terminal.progress("unfit     " + host + "  " + why));
      giveBack(lease);
      return false;
    } catch (RuntimeException e) {
      releaseAfter(e, lease);
      throw e;
    }
  }

  private Reserving reserving() {
    return new Reserving(services.leases(), time, terminal::progress, stop::isAsked, prepared.request().suite()).without(List.copyOf(unfit.sequencedKeySet()));
  }

  private Claimant claimant() {
    return new Claimant(prepared.lab().name(), prepared.request().owner(), run.value(), controller);
  }

  /**
   * Give the hosts back if the database allows it, or else they come free when the lease expires; what failed first is what is told. A
   * database that was waited for in vain is not waited for again.
   */
  private void releaseAfter(RuntimeException failure, Lease lease) {
    if (failure instanceof AssayException.Unavailable) {
      return;
    }
    try {
      services.leases().release(lease);
    } catch (AssayException e) {
      failure.addSuppressed(e);
    }
  }

  private ExecutionResult execute(LabAccess access, Lease lease, EarlierProgress earlier) {
    var options = ExecutionOptions.seeded(prepared.seed()).withLanes(prepared.request().parallel()).givingUpHosts().resuming(earlier).holdingFailures(hold());
    lease.tokens().forEach(services.leases()::installing);
    var execution = Execution.of(access, lease, services.leases(), prepared.plan(), journal, options);
    stop.onStop(reason -> execution.cancel(!reason.hostsLost()));
    try (var _ = new Heartbeat(time, services.leases(), services.runs(), run, lease, reason -> stop.now(reason, false, true), notice -> {
      evicted.set(Optional.of(notice));
      execution.cancel(true);
    })) {
      return execution.run(new RunProgress(terminal, time, prepared.plan().cases().size(), earlier.ended().size(), services.findings().usual(run),
          host -> services.leases().installed(host, lease.tokens().get(host), prepared.build().id())));
    } finally {
      terminal.status("");
      stop.onStop(_ -> {});
    }
  }

  private FailureHold hold() {
    return conduct.pauseOnFailure()
        .<FailureHold>map(length -> new PauseForPeople(run, length, services.orders(), journal, terminal, stop))
        .orElse(FailureHold.NONE);
  }
}
