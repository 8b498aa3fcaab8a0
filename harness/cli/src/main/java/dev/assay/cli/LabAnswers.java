package dev.assay.cli;

import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.core.time.SystemTime;
import dev.assay.inventory.Application;
import dev.assay.inventory.Claimant;
import dev.assay.inventory.HostFacts;
import dev.assay.inventory.HostState;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Reservation;
import dev.assay.inventory.need.Constraint;
import dev.assay.inventory.need.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers about a lab as rows: the same whether a command asks the database itself or the server for it. */
public final class LabAnswers {

  private final Services services;
  private final Lab lab;

  private LabAnswers(Services services, Lab lab) {
    this.services = services;
    this.lab = lab;
  }

  public static LabAnswers of(Services services) {
    return new LabAnswers(services, services.syncedLab());
  }

  /** List the hosts that satisfy a constraint. */
  public Rows hosts(String where) {
    var constraint = Constraint.parse(where, HostFacts.vocabulary(lab));
    var rows = new Rows("host", "site", "class", "state", "cpus", "memory", "lease", "last good install", "reason");
    for (var status : services.leases().hosts(lab.name())) {
      if (constraint.test(status.facts())) {
        rows.add(status.host().id().value(), status.site(), status.host().hostClass(), status.state().toString(), status.host().cpus(),
            status.host().memory().toString(), HostWork.lease(status), status.lastGoodInstall(), HostWork.reason(status));
      }
    }
    if (rows.isEmpty()) {
      throw new AssayException.Nothing("listing hosts of lab " + lab.name() + " where " + where + ": none satisfies it; 'assay hosts attributes' shows what they have");
    }
    return rows;
  }

  /** List who holds what. */
  public Rows leases() {
    var now = SystemTime.real().now();
    services.inventory().planForStanding(lab.name());
    var rows = LeasesCommand.columns();
    services.leases().live().forEach(lease -> LeasesCommand.add(rows, lab, lease, now));
    return rows;
  }

  /** List who waits, with the expected start. */
  public Rows plan() {
    services.inventory().planForStanding(lab.name());
    var rows = HostPlanCommand.columns();
    services.inventory().plan(lab.name()).forEach(outlook -> HostPlanCommand.add(rows, outlook));
    return rows;
  }

  /**
   * What a person wants, as text.
   *
   * @param length how long
   * @param at the time of a booking, if it is one
   */
  public record Wish(
      String request, String owner, String length, String why, String ticket, Optional<String> at, Optional<String> after, Optional<String> deadline,
      Optional<String> hours, int priority, boolean preemptable, boolean nowOrNever, boolean dryRun) {}

  /** Reserve hosts, or say what would be granted. */
  public Rows reserve(Wish wish) {
    var now = SystemTime.real().now();
    var application = application(wish, now);
    var rows = new Rows("name", "state", "hosts", "expected", "expires", "why");
    if (wish.dryRun) {
      var outlook = services.inventory().rehearse(application);
      return rows.add("", "would be", names(outlook.forecast().hosts()), outlook.forecast().expected().map(Instant::toString).orElse("never"), "", outlook.why());
    }
    var asked = services.inventory().requestNow(application);
    if (asked.lease().isPresent()) {
      var lease = asked.lease().get();
      return rows.add(lease.id().value(), "granted", names(List.copyOf(lease.tokens().sequencedKeySet())), "", lease.expires().toString(), "");
    }
    var reason = services.leases().waiting(asked.reservation());
    if (wish.nowOrNever) {
      services.leases().withdraw(asked.reservation());
      throw new AssayException.Capacity("reserving " + application.request() + " now: " + reason);
    }
    var expected = services.inventory().plan(lab.name()).stream().filter(outlook -> outlook.forecast().claim().id() == asked.reservation().id()).findFirst()
        .flatMap(outlook -> outlook.forecast().expected()).map(Instant::toString).orElse("");
    return rows.add(Reservation.name(asked.reservation().id()), "waiting", List.of(), expected, "", reason);
  }

  private Application application(Wish wish, Instant now) {
    if (wish.priority < 1 || wish.priority > 9) {
      throw new AssayException.Usage("reserving with priority " + wish.priority + ": it is a number from 1, first, to 9, last");
    }
    var length = Moments.length("the length", wish.length);
    var terms = new WishedTimes(wish.at, wish.after, wish.deadline, wish.hours).terms(length, wish.preemptable, now);
    return Application.of(Need.of(1), new Claimant(lab.name(), wish.owner, wish.why, ""), wish.priority, length)
        .asking(Request.parse(wish.request, HostFacts.vocabulary(lab))).on(terms).standing(wish.why, wish.ticket);
  }

  /** Give back a lease, by its name or a host of it, or withdraw a claim; what is somebody else's only when told to. */
  public Rows release(String name, String who, boolean force) {
    var rows = new Rows("name", "what", "hosts");
    if (name.matches("C-\\d{1,18}")) {
      var claim = services.inventory().claim(Long.parseLong(name.substring(2)))
          .orElseThrow(() -> new AssayException.Nothing("withdrawing claim " + name + ": there is none; see 'assay hosts plan'"));
      requireTheirs(name, claim.claimant().owner(), claim.application().standing(), who, force);
      services.leases().withdraw(claim);
      return rows.add(name, "claim withdrawn", List.of());
    }
    var lease = ReleaseCommand.liveLease(services, name);
    requireTheirs(lease.id().value(), lease.claimant().owner(), lease.terms().standing(), who, force);
    services.leases().release(lease);
    return rows.add(lease.id().value(), "given back", names(List.copyOf(lease.tokens().sequencedKeySet())));
  }

  /** Let a person's lease end later. */
  public Rows extend(String name, String length, String who, boolean force) {
    var lease = ReleaseCommand.liveLease(services, name);
    requireTheirs(lease.id().value(), lease.claimant().owner(), lease.terms().standing(), who, force);
    var extended = services.inventory().extend(lease, lease.expires().plus(Moments.length("--for", length)));
    return new Rows("lease", "expires").add(lease.id().value(), extended.expires().toString());
  }

  /** Bring a host into a state. */
  public Rows move(String name, HostState state, String who, String why, String ticket) {
    var status = HostWork.named(services, lab, name);
    services.leases().setState(status.host().id(), state, who, why, ticket);
    return new Rows("host", "before", "after", "lease").add(name, status.stored().toString(), state.toString(), HostWork.lease(status));
  }

  private static void requireTheirs(String name, String owner, boolean standing, String who, boolean force) {
    if (!force && (!owner.equals(who) || !standing)) {
      throw new AssayException.Usage("touching " + name + ": it is of " + owner + (standing ? "" : ", whose run needs it until it ends") + "; only a lab administrator may");
    }
  }

  private static List<String> names(List<HostId> hosts) {
    return hosts.stream().map(HostId::value).toList();
  }
}
