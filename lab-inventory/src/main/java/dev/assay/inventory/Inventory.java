package dev.assay.inventory;

import dev.assay.config.Suggestion;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.LeaseId;
import dev.assay.core.Need;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.database.Database;
import dev.assay.database.Query;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import dev.assay.inventory.health.Finding;
import dev.assay.inventory.planning.Calibration;
import dev.assay.inventory.planning.Claim;
import dev.assay.inventory.planning.Closure;
import dev.assay.inventory.planning.Forecast;
import dev.assay.inventory.planning.Holding;
import dev.assay.inventory.planning.Planner;
import dev.assay.inventory.planning.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Labs, hosts, claims and leases in PostgreSQL.
 *
 * <p>Hand it a lab by {@link #sync} before asking anything about the lab's hosts. Any number of processes may use one
 * database at once; the database decides who was first.
 */
public final class Inventory implements Leases, Pins {

  private static final int MOST_NAMED = 8;
  private static final Duration MOMENT = Duration.ofMinutes(1);

  private final Transactions transactions;
  private final ConcurrentMap<String, Lab> labs = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, AtOnce> atOnce = new ConcurrentHashMap<>();

  private Inventory(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Open the inventory in a database, bringing its schema up to date. */
  public static Inventory over(Database database) {
    database.migrate("inventory");
    return new Inventory(new Transactions(database));
  }

  /** Bring the database in line with what a lab file declares: vanished hosts retire, new ones are ready. */
  public void sync(Lab lab) {
    transactions.runRepeatable("bringing lab " + lab.name() + " into the inventory", connection -> {
      new LabSync(connection, lab).run();
      return true;
    });
    labs.put(lab.name(), lab);
    atOnce.put(lab.name(), new AtOnce(lab));
  }

  @Override
  public Reservation request(Application application) {
    var lab = lab(application.claimant().lab());
    var team = requireAllowed(application, lab);
    var doing = "reserving " + application.request() + " for " + application.claimant().purpose();
    long number = transactions.aloneRidingOut(doing, ReservationRows::nextNumber);
    return transactions.runRidingOut(doing, connection -> {
      refuseImpossible(application, lab, LabState.seen(connection, lab).snapshot(List.of()));
      Query.run(connection, List.of(ReservationRows.insert(application, team.name(), number)));
      return new Reservation(number, application);
    });
  }

  /**
   * Queue a claim and grant it at once if its turn has come: in one way to the server where that needs no plan, else in one
   * transaction. The lease is found by {@link #grant} with the claim.
   */
  public Granted requestNow(Application application) {
    var lab = lab(application.claimant().lab());
    var team = requireAllowed(application, lab);
    var doing = "reserving " + application.request() + " for " + application.claimant().purpose();
    return transactions.alone(doing, connection -> atOnce.get(lab.name()).grant(connection, application, team))
        .orElseGet(() -> transactions.runLean(doing, false, connection -> planned(connection, application, lab, team)));
  }

  private Granted planned(Connection connection, Application application, Lab lab, Team team) throws SQLException {
    var pass = new PlanningPass(connection, lab);
    long number = ReservationRows.nextNumber(connection);
    var inserted = ReservationRows.insert(application, team.name(), number);
    var first = new ArrayList<Query<?>>(Transactions.limits());
    first.add(pass.leading());
    first.add(inserted);
    var granted = pass.run(first);
    var reservation = new Reservation(number, application);
    var lease = Optional.ofNullable(granted.get(reservation.id()));
    if (lease.isEmpty()) {
      refuseImpossible(application, lab, LabState.seen(connection, lab).snapshot(List.of()));
    }
    return new Granted(reservation, lease);
  }

  /** A claim, with its lease if that was to be had at once. */
  public record Granted(Reservation reservation, Optional<Lease> lease) {}

  /** Return the team that an owner's claims count for. */
  public Team teamOf(String labName, String owner) {
    return lab(labName).teams().stream().filter(team -> team.members().contains(owner)).findFirst().orElse(Team.EVERYBODY);
  }

  private Team requireAllowed(Application application, Lab lab) {
    var team = teamOf(lab.name(), application.claimant().owner());
    if (application.standing() && application.length().compareTo(team.longest()) > 0) {
      throw new AssayException.Usage("reserving for " + describe(application.length()) + ": leases of " + team.describe() + " last " + describe(team.longest())
          + " at most; ask for less, or the lab's administrator to raise 'longest' in the lab file");
    }
    if (application.priority() < team.bestPriority()) {
      throw new AssayException.Usage("reserving with priority " + application.priority() + ": claims of team " + team.name() + " may have "
          + team.bestPriority() + " at best; leave --priority out, or ask the lab's administrator");
    }
    return team;
  }

  /**
   * Refuse a need that no set of the lab's hosts could ever satisfy, before anything is recorded for it.
   *
   * @throws AssayException.Capacity naming the nearest there is
   */
  public void requirePossible(Need need, String labName) {
    var lab = lab(labName);
    var application = Application.of(need, new Claimant(labName, "", "", ""), 1, Duration.ofMinutes(1));
    transactions.runRepeatable("looking for " + need.describe(), connection -> {
      refuseImpossible(application, lab, LabState.seen(connection, lab).snapshot(List.of()));
      return true;
    });
  }

  /** Say what a need would get now, without making a claim: the hosts, or why it would wait. */
  public String rehearse(Need need, String labName) {
    var answer = rehearse(Application.of(need, new Claimant(labName, "", "", ""), 9, Duration.ofMinutes(1)));
    return answer.why().isEmpty() ? String.join(" ", answer.forecast().hosts().stream().map(HostId::value).toList()) : answer.why();
  }

  /** Plan a claim among those that wait, without making it. */
  public Outlook rehearse(Application application) {
    var lab = lab(application.claimant().lab());
    var team = requireAllowed(application, lab);
    return transactions.runRepeatable("looking for " + application.request(), connection -> {
      var state = LabState.seen(connection, lab);
      var present = state.snapshot();
      var claim = claim(Long.MAX_VALUE, application, team, present.now());
      var claims = new ArrayList<>(present.claims());
      claims.add(claim);
      var snapshot = present.withClaims(claims);
      return outlooks(snapshot, ForecastRows.calibration(connection, lab.name()), "would wait: ").stream().filter(outlook -> outlook.forecast().claim().id() == Long.MAX_VALUE).findFirst().orElseThrow();
    });
  }

  private static Claim claim(long id, Application application, Team team, Instant now) {
    var claimant = application.claimant();
    return new Claim(id, application.request(), claimant.purpose() + " of " + claimant.owner(), team.name(), application.kind(), application.priority(), now,
        application.terms());
  }

  /** Show the forward plan: every waiting claim with its place, its expected start, and why it waits. */
  public List<Outlook> plan(String labName) {
    var lab = lab(labName);
    return transactions.runRepeatable("planning lab " + labName, connection ->
        outlooks(LabState.seen(connection, lab).snapshot(), ForecastRows.calibration(connection, lab.name()), "waits: "));
  }

  private static List<Outlook> outlooks(Snapshot snapshot, Calibration calibration, String waits) {
    var grants = Planner.plan(snapshot).grants(snapshot.now()).stream().map(slot -> slot.claim().id()).toList();
    return Forecast.all(snapshot, calibration).stream().map(forecast -> new Outlook(forecast, why(snapshot, forecast, grants.contains(forecast.claim().id()), waits))).toList();
  }

  private static String why(Snapshot snapshot, Forecast forecast, boolean granted, String waits) {
    if (granted) {
      return "";
    }
    return Planner.isPossible(snapshot, forecast.claim())
        ? waits + late(forecast) + Planner.why(snapshot, forecast.claim())
        : "cannot be had: " + Planner.nearest(snapshot, forecast.claim());
  }

  /** Say so where a booking cannot begin at its time. */
  private static String late(Forecast forecast) {
    var terms = forecast.claim().terms();
    return terms.startAfter().filter(due -> terms.booked() && forecast.expected().map(expected -> expected.isAfter(due.plus(MOMENT))).orElse(true))
        .map(due -> "it cannot begin at its time, " + due.truncatedTo(ChronoUnit.MINUTES) + "; ").orElse("");
  }

  /** Plan a lab now and grant what can begin; return whether this process was the leader. */
  public boolean planNow(String labName) {
    var lab = lab(labName);
    return transactions.runRepeatable("planning lab " + labName, connection -> {
      var pass = new PlanningPass(connection, lab);
      if (!pass.tryLead()) {
        return false;
      }
      pass.run();
      return true;
    });
  }

  @Override
  public Optional<Lease> grant(Reservation reservation) {
    var lab = lab(reservation.claimant().lab());
    return transactions.runRepeatable("granting hosts to " + reservation.claimant().purpose(), connection -> {
      // The lock comes first: whoever waited for it with the claim's row in hand would block the leader, which grants that row.
      var pass = new PlanningPass(connection, lab);
      boolean leads = !queueIsLong(connection, lab.name());
      if (leads) {
        pass.lead();
      } else {
        leads = pass.tryLead();
      }
      var granted = granted(connection, reservation);
      if (granted.isEmpty() && leads) {
        return Optional.ofNullable(pass.run().get(reservation.id()));
      }
      return granted;
    });
  }

  /** With many waiting, one who plans serves all: the others need not stand in line for the lock. */
  private static boolean queueIsLong(Connection connection, String lab) throws SQLException {
    return Sql.list(connection, row -> true, "select 1 from inventory.reservation where lab = ? and state = 'WAITING' limit 21", lab).size() > 20;
  }

  /**
   * Return what a claim was granted already. One that was granted while its controller was away, and whose lease ran out unseen,
   * waits again in its old place.
   */
  private static Optional<Lease> granted(Connection connection, Reservation reservation) throws SQLException {
    var doing = "granting hosts to " + reservation.claimant().purpose();
    switch (ReservationRows.touch(connection, reservation).orElse("")) {
      case "WAITING" -> {
        return Optional.empty();
      }
      case "GRANTED" -> {
        var live = LeaseRows.liveOfReservation(connection, reservation.id());
        if (live.isEmpty() && !ReservationRows.waitAgain(connection, reservation)) {
          throw new AssayException.Cancelled(doing + ": what the claim was granted has been given back");
        }
        return live;
      }
      case "MISSED" -> throw new AssayException.Capacity(doing + ": its deadline passed while it waited");
      default -> throw new AssayException.Cancelled(doing + ": the claim was withdrawn");
    }
  }

  @Override
  public String waiting(Reservation reservation) {
    var lab = lab(reservation.claimant().lab());
    return transactions.runRepeatable("looking why " + reservation.claimant().purpose() + " waits", connection -> {
      var snapshot = LabState.seen(connection, lab).snapshot();
      var claim = snapshot.claims().stream().filter(candidate -> candidate.id() == reservation.id()).findFirst();
      return claim.isEmpty() ? "for " + reservation.application().request() + ": it does not wait" : waiting(snapshot, claim.get());
    });
  }

  private static String waiting(Snapshot snapshot, Claim claim) {
    var plan = Planner.plan(snapshot);
    int ahead = plan.slots().indexOf(plan.of(claim.id()));
    var need = "for " + claim.request() + (ahead == 0 ? "" : ", after " + ahead + (ahead == 1 ? " other claim" : " other claims"));
    if (plan.grants(snapshot.now()).contains(plan.of(claim.id()))) {
      return need + ": about to get " + String.join(" ", plan.of(claim.id()).hosts().stream().map(HostId::value).toList());
    }
    return Planner.isPossible(snapshot, claim)
        ? need + ": " + Planner.why(snapshot, claim)
        : need + ": no release would help now; " + Planner.nearest(snapshot, claim);
  }

  @Override
  public void withdraw(Reservation reservation) {
    transactions.runRepeatable("withdrawing the claim of " + reservation.claimant().purpose(), connection -> {
      int withdrawn = Sql.update(connection, "update inventory.reservation set state = 'WITHDRAWN' where id = ? and state = 'WAITING'", reservation.id());
      var granted = LeaseRows.ofReservation(connection, reservation.id());
      return withdrawn > 0 || granted.isPresent() && LeaseRows.release(connection, granted.get().id(), reservation.claimant().lab()).wasLive();
    });
  }

  /** Withdraw what a controller that is gone still asks for: a claim that is planned for a minute after the last word of it. */
  public int withdrawAllFor(String purpose) {
    return transactions.runRepeatable("withdrawing the claims of " + purpose, connection ->
        Sql.update(connection, "update inventory.reservation set state = 'WITHDRAWN' where purpose = ? and state = 'WAITING' and not standing", purpose));
  }

  /** Find a claim by its number, as of {@code C-7}. */
  public Optional<Reservation> claim(long id) {
    return transactions.runRepeatable("looking for claim " + id, connection -> ReservationRows.find(connection, id));
  }

  /** Find an open or ended lease. */
  public Optional<Lease> lease(LeaseId lease) {
    return transactions.runRepeatable("looking for lease " + lease, connection -> LeaseRows.find(connection, lease));
  }

  /**
   * Let a person's lease end later.
   *
   * @throws AssayException.Usage when it would then last longer than its team's leases may
   * @throws AssayException.Capacity when a booking or a closure needs the hosts before that
   */
  public Lease extend(Lease lease, Instant until) {
    var lab = lab(lease.claimant().lab());
    refuseTooLong(lease, until);
    return transactions.runRepeatable("extending lease " + lease.id(), connection -> {
      new PlanningPass(connection, lab).lead();
      refuseOverlap(LabState.seen(connection, lab).snapshot(), lease, until);
      var extended = LeaseRows.extendUntil(connection, lease.id(), until)
          .orElseThrow(() -> new AssayException.Capacity("extending lease " + lease.id() + ": it has ended, or a controller keeps it alive; reserve anew"));
      Audit.write(connection, lease.claimant().owner(), "extend", lab.name(), lease.id().value(), "until " + until);
      return extended;
    });
  }

  /** Refuse what is longer in all than the owner's team may have hosts. */
  public void refuseTooLong(Lease lease, Instant until) {
    var team = teamOf(lease.claimant().lab(), lease.claimant().owner());
    if (Duration.between(lease.granted(), until).compareTo(team.longest()) > 0) {
      throw new AssayException.Usage("extending lease " + lease.id() + " until " + until + ": it began at " + lease.granted() + ", and leases of " + team.describe()
          + " last " + describe(team.longest()) + " at most; give the hosts back and reserve anew");
    }
  }

  private static String describe(Duration length) {
    return length.toHours() >= 48 ? length.toDays() + " days" : length.toHours() >= 2 ? length.toHours() + " hours" : length.toMinutes() + " minutes";
  }

  private static void refuseOverlap(Snapshot snapshot, Lease lease, Instant until) {
    var closed = snapshot.closures().stream().filter(closure -> lease.tokens().containsKey(closure.host()) && closure.from().isBefore(until)).findFirst();
    closed.ifPresent(closure -> {
      throw new AssayException.Capacity("extending lease " + lease.id() + " until " + until + ": " + closure.host() + " is closed from " + closure.from()
          + " on (" + closure.why() + "); extend it until then, or move the closure");
    });
    var longer = snapshot.holdings().stream().map(holding -> holding.id().equals(lease.id().value())
        ? new Holding(holding.id(), holding.by(), holding.team(), holding.kind(), holding.hosts(), holding.units(), holding.granted(), Optional.of(until), false, false)
        : holding).toList();
    var before = Planner.plan(snapshot);
    var after = Planner.plan(new Snapshot(snapshot.now(), snapshot.machines(), snapshot.resources(), longer, snapshot.claims(), snapshot.closures(),
        snapshot.teams(), snapshot.durations(), snapshot.policy()));
    snapshot.claims().stream().filter(claim -> claim.terms().booked()).forEach(booked -> {
      var due = before.of(booked.id()).start();
      var then = after.of(booked.id()).start();
      if (due.isPresent() && (then.isEmpty() || then.get().isAfter(due.get()))) {
        throw new AssayException.Capacity("extending lease " + lease.id() + " until " + until + ": booking " + Reservation.name(booked.id()) + " (" + booked.by()
            + ") needs its hosts at " + due.get() + "; extend it until then, or give them back and reserve others");
      }
    });
  }

  /** Close hosts for some hours to come: nothing is granted that would run into them. */
  public void close(List<HostId> hosts, Instant from, Instant until, String who, String why, String ticket) {
    hosts.forEach(host -> {
      var lab = labOf(host);
      transactions.run("closing host " + host, connection -> {
        Sql.update(connection, "insert into inventory.closure (lab, host, starts, ends, who, why, ticket) values (?, ?, ?, ?, ?, ?, ?)",
            lab, host.value(), from, until, who, why, ticket);
        Audit.write(connection, who, "close", lab, host.value(), "from " + from + " until " + until + ": " + why);
        return true;
      });
    });
  }

  /** Take back all closures of a host to come; return how many there were. */
  public int reopen(HostId host, String who) {
    var lab = labOf(host);
    return transactions.runRepeatable("reopening host " + host, connection -> {
      int withdrawn = Sql.update(connection,
          "update inventory.closure set withdrawn = true where lab = ? and host = ? and not withdrawn and ends > clock_timestamp()", lab, host.value());
      Audit.write(connection, who, "reopen", lab, host.value(), withdrawn + " closures taken back");
      return withdrawn;
    });
  }

  /** List what is closed now or will be. */
  public List<Closure> closures(String labName) {
    return transactions.runRepeatable("listing closures of lab " + labName, connection -> {
      var closures = LabState.closures(labName);
      Query.run(connection, List.of(closures));
      return closures.rows();
    });
  }

  /**
   * Take the host whose last check is longest ago, if that is longer than this and nobody holds it, for a check of one's own:
   * nobody else is given it meanwhile, however many look.
   */
  public Optional<HostId> nextDue(String labName, Duration age) {
    return transactions.run("looking for a host to check", connection -> Sql.one(connection, row -> HostId.of(row.getString(1)), """
        update inventory.host set checked_at = clock_timestamp() where lab = ? and name = (
          select name from inventory.host
          where lab = ? and state in ('READY', 'CLEANING', 'SUSPECT')
            and not exists (select 1 from inventory.lease_host g where g.lab = host.lab and g.host = host.name and not g.ended)
            and (checked_at is null or checked_at < clock_timestamp() - ? * interval '1 millisecond')
          order by checked_at nulls first, position limit 1 for update skip locked)
        returning name""", labName, labName, age.toMillis()));
  }

  /**
   * Note what a check found; an unfit host becomes suspect, and a suspect or uncleaned one that is fit becomes ready. What
   * people or evidence brought out of use stays so.
   *
   * @return the state that it has then
   */
  public HostState checked(HostId host, List<Finding> findings, String who) {
    var lab = labOf(host);
    var bad = findings.stream().filter(finding -> finding.answer() == Finding.Answer.BAD).map(finding -> finding.probe() + ": " + finding.detail()).toList();
    return transactions.runRepeatable("noting the health of host " + host, connection -> {
      new PlanningPass(connection, lab(lab)).lead();
      for (var finding : findings) {
        Sql.update(connection, "insert into inventory.finding (lab, host, probe, answer, detail) values (?, ?, ?, ?, ?)",
            lab, host.value(), finding.probe(), finding.answer().name(), finding.detail());
      }
      Sql.update(connection, "update inventory.host set checked_at = clock_timestamp() where lab = ? and name = ?", lab, host.value());
      var before = HostRows.lockedState(connection, lab, host).orElseThrow();
      if (!bad.isEmpty() && before.isGrantable()) {
        HostRows.move(connection, lab, host, HostState.SUSPECT, who, String.join("; ", bad), "");
        return HostState.SUSPECT;
      }
      boolean fit = bad.isEmpty() && findings.stream().anyMatch(finding -> finding.probe().equals("ssh") && finding.answer() == Finding.Answer.GOOD);
      if (fit && (before == HostState.SUSPECT || before == HostState.CLEANING)) {
        HostRows.move(connection, lab, host, HostState.READY, who, "its check found nothing", "");
        return HostState.READY;
      }
      return before;
    });
  }

  /** List the steps of a host's life, newest first. */
  public List<Transition> history(HostId host, int most) {
    var lab = labOf(host);
    return transactions.runRepeatable("reading the history of host " + host, connection -> HostRows.history(connection, lab, host, most));
  }

  @Override
  public Optional<Pin> pin(String lab, Lab.Host host, Pin.Kind kind) {
    return transactions.runRepeatable("reading what host " + host.id() + " is known by", connection -> PinRows.find(connection, lab, host, kind));
  }

  @Override
  public void repin(String lab, Lab.Host host, Pin.Kind kind, String fingerprint, FencingToken token, String who) {
    transactions.runRepeatable("recording the new " + kind + " of host " + host.id(), connection ->
        PinRows.record(connection, lab, host, kind, fingerprint, token, who));
  }

  @Override
  public void unsettle(String lab, Lab.Host host, FencingToken token, String who) {
    transactions.runRepeatable("noting that the keys of host " + host.id() + " change", connection -> PinRows.unsettle(connection, lab, host, token, who));
  }

  @Override
  public void settle(String lab, Lab.Host host, FencingToken token) {
    transactions.runRepeatable("noting that the keys of host " + host.id() + " are known", connection -> PinRows.settle(connection, lab, host, token));
  }

  @Override
  public boolean isUnsettled(String lab, Lab.Host host) {
    return transactions.runRepeatable("looking whether the keys of host " + host.id() + " are known", connection -> PinRows.isUnsettled(connection, lab, host));
  }

  @Override
  public Lease heartbeat(Lease lease) {
    var beaten = transactions.runRepeatable("keeping lease " + lease.id(), connection -> {
      var kept = LeaseRows.extend(connection, lease.id());
      if (kept.isEmpty()) {
        var first = lease.tokens().firstEntry();
        Fencing.require(connection, lease.claimant().lab(), first.getKey(), first.getValue());
        throw new StaleLeaseException(first.getKey(), first.getValue(), "it ended");
      }
      return kept.get();
    });
    planForStanding(lease.claimant().lab());
    return beaten;
  }

  /** Nobody asks about the claims of people: whoever keeps or ends a lease, or looks at leases or the plan, plans for them. */
  public void planForStanding(String labName) {
    boolean waits = labs.containsKey(labName) && transactions.runRepeatable("looking for people who wait", connection ->
        !Sql.list(connection, row -> true, "select 1 from inventory.reservation where lab = ? and state = 'WAITING' and standing limit 1", labName).isEmpty());
    if (waits) {
      planNow(labName);
    }
  }

  @Override
  public boolean release(Lease lease) {
    var lab = lease.claimant().lab();
    var tries = new AtomicInteger();
    var released = transactions.aloneRidingOut("releasing lease " + lease.id(), connection -> {
      tries.incrementAndGet();
      return LeaseRows.release(connection, lease.id(), lab);
    });
    if (released.peopleWait() && labs.containsKey(lab)) {
      planNow(lab);
    }
    // Where the answer to an earlier try was lost, the lease tells.
    return released.wasLive() || tries.get() > 1
        && transactions.runRepeatable("looking how lease " + lease.id() + " ended", connection -> LeaseRows.wasReleased(connection, lease.id()));
  }

  @Override
  public List<Lease> live() {
    return transactions.runRepeatable("listing leases", LeaseRows::live);
  }

  /** Look through all grants that were ever made for what must never be. */
  public GrantLedger ledger() {
    return transactions.runRepeatable("looking through all grants", GrantLedger::read);
  }

  @Override
  public List<HostStatus> hosts(String labName) {
    var lab = lab(labName);
    return transactions.runRepeatable("listing the hosts of lab " + labName, connection -> LabState.seen(connection, lab).statuses());
  }

  @Override
  public void setState(HostId host, HostState state, String who, String why, String ticket) {
    var lab = labOf(host);
    transactions.runRepeatable("setting host " + host + " to " + state, connection -> {
      new PlanningPass(connection, lab(lab)).lead();
      HostRows.move(connection, lab, host, state, who, why, ticket);
      return true;
    });
  }

  @Override
  public void installing(HostId host, FencingToken token) {
    noteInstalled(host, token, "");
  }

  @Override
  public void installed(HostId host, FencingToken token, BuildId build) {
    noteInstalled(host, token, build.value());
  }

  private void noteInstalled(HostId host, FencingToken token, String build) {
    var lab = labOf(host);
    transactions.runRidingOut("noting what is installed on " + host, connection -> {
      Fencing.require(connection, lab, host, token);
      HostRows.setLastGoodInstall(connection, lab, host, build);
      return true;
    });
  }

  @Override
  public void require(HostId host, FencingToken token) {
    var lab = labOf(host);
    transactions.runRidingOut("checking the lease of host " + host, connection -> {
      Fencing.require(connection, lab, host, token);
      return true;
    });
  }

  private void refuseImpossible(Application application, Lab lab, Snapshot snapshot) {
    var claim = claim(0, application, teamOf(lab.name(), application.claimant().owner()), snapshot.now());
    if (!Planner.isPossible(snapshot, claim)) {
      var suspects = snapshot.machines().stream().filter(machine -> machine.outOfService().startsWith("suspect")).map(machine -> machine.id().value()).limit(MOST_NAMED).toList();
      throw new AssayException.Capacity("reserving " + application.request() + " in lab " + lab.name() + ": no set of its hosts could ever satisfy it; "
          + Planner.nearest(snapshot, claim) + "; ask for less, choose another lab, or bring hosts back into service"
          + (suspects.isEmpty() ? "" : " (assay hosts check " + String.join(" ", suspects) + ")"));
    }
  }

  private Lab lab(String name) {
    return Optional.ofNullable(labs.get(name)).orElseThrow(() -> new IllegalStateException("lab " + name + " was not synced before it was asked about"));
  }

  private String labOf(HostId host) {
    var having = labs.values().stream().filter(lab -> lab.host(host).isPresent()).map(Lab::name).sorted().toList();
    if (having.size() > 1) {
      throw new AssayException.Usage("looking for host " + host + ": labs " + String.join(" and ", having) + " both have one; rename one of them");
    }
    return having.stream().findFirst().orElseThrow(() -> unknown(host));
  }

  private AssayException.Usage unknown(HostId host) {
    var names = labs.values().stream().flatMap(lab -> lab.hosts().stream()).map(known -> known.id().value()).sorted().toList();
    var hint = Suggestion.closest(host.value(), names).map(near -> "; did you mean " + near + "?").orElse("; 'assay hosts ls' lists them");
    return new AssayException.Usage("looking for host " + host + ": the lab has none of that name" + hint);
  }
}
