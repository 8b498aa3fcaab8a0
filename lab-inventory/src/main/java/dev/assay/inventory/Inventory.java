package dev.assay.inventory;

import dev.assay.config.Suggestion;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.database.Database;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import dev.assay.inventory.matching.Match;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Labs, hosts, claims and leases in PostgreSQL.
 *
 * <p>Hand it a lab by {@link #sync} before asking anything about the lab's hosts. Any number of processes may use one
 * database at once; the database decides who was first.
 */
public final class Inventory implements Leases {

  private final Transactions transactions;
  private final ConcurrentMap<String, Lab> labs = new ConcurrentHashMap<>();

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
  }

  @Override
  public Reservation request(Need need, Claimant claimant, int priority, Duration length) {
    var lab = lab(claimant.lab());
    return transactions.run("reserving " + need.describe() + " for " + claimant.purpose(), connection -> {
      refuseImpossible(need, lab, Standing.seen(connection, lab).ifAllWereFree(need));
      var reservation = ReservationRows.insert(connection, need, claimant, priority, length);
      Audit.write(connection, claimant.owner(), "request", lab.name(), "R-" + reservation.id(), need.describe() + " for " + claimant.purpose());
      return reservation;
    });
  }

  /**
   * Refuse a need that no set of the lab's hosts could ever satisfy, before anything is recorded for it.
   *
   * @throws AssayException.Capacity naming the nearest there is
   */
  public void requirePossible(Need need, String labName) {
    var lab = lab(labName);
    transactions.runRepeatable("looking for " + need.describe(), connection -> {
      refuseImpossible(need, lab, Standing.seen(connection, lab).ifAllWereFree(need));
      return true;
    });
  }

  /** Say what a claim would get now, without making one: the hosts, or why it would wait. */
  public String rehearse(Need need, String labName) {
    var lab = lab(labName);
    return transactions.runRepeatable("looking for " + need.describe(), connection -> {
      var last = new Reservation(Long.MAX_VALUE, need, new Claimant(labName, "", "", ""), Integer.MAX_VALUE, Duration.ofMinutes(1));
      return switch (Standing.seen(connection, lab).decide(last)) {
        case Match.Chosen(var hosts) -> String.join(" ", hosts.stream().map(HostId::value).toList());
        case Match.Waiting(_, var why) -> "would wait: " + why;
        case Match.Impossible(var nearest) -> "cannot be had: " + nearest;
      };
    });
  }

  @Override
  public Optional<Lease> grant(Reservation reservation) {
    var lab = lab(reservation.claimant().lab());
    return transactions.runRepeatable(
        "granting hosts to " + reservation.claimant().purpose(), connection -> new Granting(connection, lab, reservation).run());
  }

  @Override
  public String waiting(Reservation reservation) {
    var lab = lab(reservation.claimant().lab());
    return transactions.runRepeatable("looking why " + reservation.claimant().purpose() + " waits", connection -> {
      int ahead = ReservationRows.before(connection, reservation).size();
      var need = "for " + reservation.need().describe() + (ahead == 0 ? "" : ", after " + ahead + (ahead == 1 ? " other claim" : " other claims"));
      return switch (Standing.seen(connection, lab).decide(reservation)) {
        case Match.Chosen(var hosts) -> need + ": about to get " + String.join(" ", hosts.stream().map(HostId::value).toList());
        case Match.Waiting(_, var why) -> need + ": " + why;
        case Match.Impossible(var nearest) -> need + ": no release would help now; " + nearest;
      };
    });
  }

  @Override
  public void withdraw(Reservation reservation) {
    transactions.runRepeatable("withdrawing the claim of " + reservation.claimant().purpose(), connection -> Sql.update(
        connection, "update inventory.reservation set state = 'WITHDRAWN' where id = ? and state = 'WAITING'", reservation.id()));
  }

  @Override
  public Lease heartbeat(Lease lease) {
    return transactions.runRepeatable("keeping lease " + lease.id(), connection -> {
      var expires = LeaseRows.extend(connection, lease.id());
      if (expires.isEmpty()) {
        var first = lease.tokens().firstEntry();
        Fencing.require(connection, lease.claimant().lab(), first.getKey(), first.getValue());
        throw new StaleLeaseException(first.getKey(), first.getValue(), "it ended");
      }
      return new Lease(lease.id(), lease.claimant(), lease.tokens(), lease.granted(), expires.get());
    });
  }

  @Override
  public boolean release(Lease lease) {
    return transactions.run("releasing lease " + lease.id(), connection -> {
      boolean wasLive = LeaseRows.release(connection, lease.id());
      if (wasLive) {
        Audit.write(connection, lease.claimant().owner(), "release", lease.claimant().lab(), lease.id().value(), lease.claimant().purpose());
      }
      return wasLive;
    });
  }

  @Override
  public List<Lease> live() {
    return transactions.runRepeatable("listing leases", LeaseRows::live);
  }

  @Override
  public List<HostStatus> hosts(String labName) {
    var lab = lab(labName);
    return transactions.runRepeatable("listing the hosts of lab " + labName, connection -> Standing.seen(connection, lab).statuses());
  }

  @Override
  public void setState(HostId host, HostState state, String who, String why) {
    var lab = labOf(host);
    transactions.runRepeatable("setting host " + host + " to " + state, connection -> {
      var before = HostRows.lockedState(connection, lab, host).orElseThrow();
      if (!before.canBecome(state)) {
        throw new AssayException.Usage("setting host " + host + " to " + state + ": it is " + before + ", from which it cannot become that");
      }
      HostRows.setState(connection, lab, host, state, why);
      Audit.write(connection, who, state.toString(), lab, host.value(), why);
      return true;
    });
  }

  @Override
  public void installed(HostId host, FencingToken token, BuildId build) {
    var lab = labOf(host);
    transactions.runRepeatable("noting what is installed on " + host, connection -> {
      Fencing.require(connection, lab, host, token);
      HostRows.setLastGoodInstall(connection, lab, host, build.value());
      return true;
    });
  }

  @Override
  public void require(HostId host, FencingToken token) {
    var lab = labOf(host);
    transactions.runRepeatable("checking the lease of host " + host, connection -> {
      Fencing.require(connection, lab, host, token);
      return true;
    });
  }

  private static void refuseImpossible(Need need, Lab lab, Match match) {
    if (match instanceof Match.Impossible(var nearest)) {
      throw new AssayException.Capacity("reserving " + need.describe() + " in lab " + lab.name() + ": no set of its hosts could ever satisfy it; "
          + nearest + "; ask for less, choose another lab, or bring hosts back into service");
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
