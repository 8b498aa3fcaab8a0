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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Has the cases of a run tried on leased hosts, and gives the hosts back whatever happens. When the lab fails on some, what
 * is left is tried on others.
 */
final class Rounds {

  private final Services services;
  private final Terminal terminal;
  private final Time time;
  private final String controller;
  private final RunId run;
  private final PreparedRun prepared;
  private Journal journal;
  private final Conduct conduct;
  private final Stop stop;
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
    try (var access = prepared.access()) {
      var lease = reserve();
      var result = round(access, lease, earlier);
      while (!result.left().isEmpty() && !result.cancelled() || wasEvicted(result)) {
        if (wasEvicted(result)) {
          lease = afterEviction(lease);
          result = round(access, lease, Earlier.of(services.runs(), run));
          continue;
        }
        terminal.progress("retry     " + result.left().size() + (result.left().size() == 1 ? " case" : " cases") + " on other hosts than "
            + String.join(", ", result.suspects().entrySet().stream().map(host -> host.getKey() + " (" + host.getValue() + ")").toList()));
        lease = exchanged(lease);
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
  private Lease afterEviction(Lease old) {
    terminal.progress("evicted   " + evicted.getAndSet(Optional.empty()).map(Lease.Notice::why).orElse("") + "; the hosts are given back, what is left waits for others");
    giveBack(old);
    journal = services.runs().resume(run, controller);
    return reserve();
  }

  /** Execute on these hosts, which are given back when that throws. */
  private ExecutionResult round(LabAccess access, Lease lease, EarlierProgress earlier) {
    try {
      terminal.progress("reserve   " + lease.tokens().size() + (lease.tokens().size() == 1 ? " host  " : " hosts  ")
          + String.join(" ", lease.tokens().keySet().stream().map(Object::toString).toList()) + "  lease " + lease.id());
      requirePower(access, lease);
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
  private Lease exchanged(Lease old) {
    Optional<Lease> others;
    try {
      journal.entered(Phase.RESERVE, prepared.need().describe() + ", others than before");
      others = reserving().now(prepared.need(), claimant(), prepared.request().priority());
      giveBack(old);
    } catch (RuntimeException e) {
      releaseAfter(e, old);
      throw e;
    }
    return others.orElseGet(() -> {
      terminal.progress("retry     no others are free now; waiting for any");
      return reserve();
    });
  }

  private void giveBack(Lease lease) {
    journal.entered(Phase.RELEASE, "lease " + lease.id());
    services.leases().release(lease);
  }

  /** Notice at once a lab that is not there, instead of case by case. */
  private static void requirePower(LabAccess access, Lease lease) {
    var silent = access.run("look at power", () -> {
      var looks = new LinkedHashMap<HostId, Time.Fork<Optional<String>>>();
      lease.tokens().sequencedKeySet().forEach(host -> looks.put(host, access.time().fork("power of " + host, () -> wrongPower(access, host))));
      var wrong = new LinkedHashMap<HostId, String>();
      looks.forEach((host, look) -> look.join().ifPresent(why -> wrong.put(host, why)));
      return wrong;
    });
    if (!silent.isEmpty()) {
      throw new AssayException.Lab("looking at the hosts before their use: " + silent.size() + " of " + lease.tokens().size() + " cannot be switched: "
          + String.join("; ", silent.entrySet().stream().map(host -> host.getKey() + ": " + host.getValue()).toList())
          + "; mend them or take them out of service, then resume");
    }
  }

  private static Optional<String> wrongPower(LabAccess access, HostId host) {
    try {
      access.machine(host).power().state();
      return Optional.empty();
    } catch (AssayException.Lab e) {
      return Optional.of(e.getMessage());
    }
  }

  private Lease reserve() {
    journal.entered(Phase.RESERVE, prepared.need().describe());
    return reserving().reserve(prepared.need(), claimant(), prepared.request().priority(), conduct.waitLimit());
  }

  private Reserving reserving() {
    return new Reserving(services.leases(), time, terminal::progress, stop::isAsked, prepared.request().suite());
  }

  private Claimant claimant() {
    return new Claimant(prepared.lab().name(), prepared.request().owner(), run.value(), controller);
  }

  /** Give the hosts back if the database allows it, or else they come free when the lease expires; what failed first is what is told. */
  private void releaseAfter(RuntimeException failure, Lease lease) {
    try {
      services.leases().release(lease);
    } catch (AssayException e) {
      failure.addSuppressed(e);
    }
  }

  private ExecutionResult execute(LabAccess access, Lease lease, EarlierProgress earlier) {
    var options = ExecutionOptions.seeded(prepared.seed()).withLanes(prepared.request().parallel()).givingUpHosts().resuming(earlier).holdingFailures(hold());
    var execution = Execution.of(access, lease, services.leases(), prepared.plan(), journal, options);
    stop.onStop(reason -> execution.cancel(!reason.hostsLost()));
    try (var _ = new Heartbeat(time, services.leases(), services.runs(), run, lease, reason -> stop.now(reason, false, true), notice -> {
      evicted.set(Optional.of(notice));
      execution.cancel(true);
    })) {
      return execution.run(new RunProgress(terminal, time, prepared.plan().cases().size(), earlier.ended().size(),
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
