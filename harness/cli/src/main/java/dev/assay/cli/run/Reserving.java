package dev.assay.cli.run;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.core.time.Time;
import dev.assay.inventory.Application;
import dev.assay.inventory.Claimant;
import dev.assay.inventory.Lease;
import dev.assay.inventory.Leases;
import dev.assay.inventory.Reservation;
import dev.assay.inventory.planning.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Waits in the queue for hosts, saying why, and leaves the queue when it gives up. */
final class Reserving {

  /** How long a lease lives without a heartbeat: long enough to ride out a database restart, short enough to free hosts soon. */
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final int PREEMPTABLE = 9;
  private static final Duration ASK_EVERY = Duration.ofSeconds(1);

  private final Leases leases;
  private final Time time;
  private final Consumer<String> progress;
  private final BooleanSupplier cancelled;
  private final String suite;
  private final List<HostId> without;

  /** Make one for a run; {@code suite} is what the length of its leases is estimated by. */
  Reserving(Leases leases, Time time, Consumer<String> progress, BooleanSupplier cancelled, String suite) {
    this(leases, time, progress, cancelled, suite, List.of());
  }

  private Reserving(Leases leases, Time time, Consumer<String> progress, BooleanSupplier cancelled, String suite, List<HostId> without) {
    this.suite = suite;
    this.without = without;
    this.leases = leases;
    this.time = time;
    this.progress = progress;
    this.cancelled = cancelled;
  }

  /** Take none of these hosts. */
  Reserving without(List<HostId> hosts) {
    return new Reserving(leases, time, progress, cancelled, suite, List.copyOf(hosts));
  }

  /**
   * Wait for a grant, at most this long.
   *
   * @throws AssayException.Capacity when the limit passes, or no set of hosts could ever satisfy the need
   */
  Lease reserve(Need need, Claimant claimant, int priority, Duration limit) {
    var reservation = leases.request(application(need, claimant, priority));
    var granted = Optional.<Lease>empty();
    try {
      granted = waitFor(reservation, limit);
      return granted.orElseThrow(() -> new AssayException.Capacity("reserving " + need.describe() + ": none came free in " + limit.toMinutes()
          + " min; " + leases.waiting(reservation) + "; see 'assay leases', or wait longer with --wait"));
    } finally {
      if (granted.isEmpty()) {
        leases.withdraw(reservation);
      }
    }
  }

  /** Take hosts that are free at this moment, and wait for none. */
  Optional<Lease> now(Need need, Claimant claimant, int priority) {
    var reservation = leases.request(application(need, claimant, priority));
    var granted = Optional.<Lease>empty();
    try {
      granted = leases.grant(reservation);
      return granted;
    } finally {
      if (granted.isEmpty()) {
        leases.withdraw(reservation);
      }
    }
  }

  /** The last priority is that of runs that fill a lab and make room for all others. */
  private Application application(Need need, Claimant claimant, int priority) {
    var terms = priority < PREEMPTABLE ? Claim.Terms.NONE
        : new Claim.Terms(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, true);
    var application = Application.of(need, claimant, priority, LEASE).ofKind(suite).on(terms);
    return application.asking(application.request().avoiding(without));
  }

  private Optional<Lease> waitFor(Reservation reservation, Duration limit) {
    var deadline = time.now().plus(limit);
    var answered = time.now();
    var told = "";
    while (true) {
      if (cancelled.getAsBoolean()) {
        throw new AssayException.Cancelled("reserving hosts: interrupted");
      }
      var why = "";
      try {
        var granted = leases.grant(reservation);
        if (granted.isPresent() || !time.now().isBefore(deadline)) {
          return granted;
        }
        why = leases.waiting(reservation);
        answered = time.now();
      } catch (AssayException.Unavailable e) {
        if (time.since(answered).compareTo(LEASE) > 0) {
          throw e;
        }
        why = "the database does not answer";
      }
      if (!why.equals(told)) {
        progress.accept("waiting   " + why);
        told = why;
      }
      time.sleep(ASK_EVERY);
    }
  }
}
