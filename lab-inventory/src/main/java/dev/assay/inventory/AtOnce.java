package dev.assay.inventory;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.database.Sql;
import dev.assay.inventory.planning.Durations;
import dev.assay.inventory.planning.Plain;
import dev.assay.inventory.planning.Policy;
import dev.assay.inventory.planning.Share;
import dev.assay.inventory.planning.Snapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Grants of a lab that need no plan: hosts alone, while nobody waits and nothing is closed. The database's function
 * {@code lease_at_once} sees to that and does all in one way to the server; what it leaves alone is planned.
 */
final class AtOnce {

  /** Requests are few and come again and again; a lab that is asked for more kinds than this works them out anew. */
  private static final int MOST_REMEMBERED = 500;

  private final Lab lab;
  private final Snapshot ready;
  private final ConcurrentMap<Asked, Optional<Able>> remembered = new ConcurrentHashMap<>();

  /** What decides who is able to serve a claim. */
  private record Asked(String request, String team) {}

  /** The names of hosts that can serve it, the preferred first, and how many of them are wanted. */
  private record Able(String[] hosts, int wanted) {}

  AtOnce(Lab lab) {
    this.lab = lab;
    var teams = lab.teams().stream().map(team -> new Share(team.name(), team.share(), team.mostHosts(), 0, team.classes(), team.sites())).toList();
    this.ready = new Snapshot(Instant.EPOCH, LabState.machines(lab, Map.of(), HostState.READY), List.of(), List.of(), List.of(), List.of(), teams,
        Durations.NONE, Policy.USUAL);
  }

  /** Grant it if that needs no plan; otherwise nothing is changed. */
  Optional<Inventory.Granted> grant(Connection connection, Application application, Team team) throws SQLException {
    if (!Plain.isAnyTime(application.terms())) {
      return Optional.empty();
    }
    var asked = new Asked(application.request().toString(), team.name());
    if (remembered.size() > MOST_REMEMBERED) {
      remembered.clear();
    }
    var able = remembered.computeIfAbsent(asked, _ -> able(application, team));
    return able.isEmpty() ? Optional.empty() : grant(connection, application, asked.request(), team, able.get());
  }

  private Optional<Able> able(Application application, Team team) {
    return Plain.of(application.request(), ready.share(team.name()), ready).filter(plain -> plain.able().size() >= plain.wanted())
        .map(plain -> new Able(plain.able().stream().map(HostId::value).toArray(String[]::new), plain.wanted()));
  }

  private Optional<Inventory.Granted> grant(Connection connection, Application application, String request, Team team, Able able) throws SQLException {
    var claimant = application.claimant();
    var terms = new Lease.Terms(team.name(), application.kind(), application.terms().preemptable(), application.standing(), application.why(), application.ticket());
    long planned = application.standing() ? application.length().toMillis() : application.terms().length().map(Duration::toMillis).orElse(0L);
    return Sql.one(connection, row -> granted(row, application, terms),
        "select * from inventory.lease_at_once(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        lab.name(), claimant.owner(), claimant.purpose(), claimant.controller(), application.priority(), application.length().toMillis(),
        request, team.name(), application.kind(), planned, application.terms().preemptable(), application.standing(),
        application.why(), application.ticket(), able.hosts(), able.wanted(), team.mostHosts(),
        lab.kind() == Lab.Kind.REMOTE);
  }

  private static Inventory.Granted granted(ResultSet row, Application application, Lease.Terms terms) throws SQLException {
    var hosts = (String[]) row.getArray("hosts").getArray();
    var tokens = (Long[]) row.getArray("tokens").getArray();
    var granted = new LinkedHashMap<HostId, FencingToken>();
    for (int i = 0; i < hosts.length; i++) {
      granted.put(HostId.of(hosts[i]), new FencingToken(tokens[i]));
    }
    var lease = new Lease(LeaseRows.id(row.getLong("lease")), application.claimant(), granted, Sql.instant(row, "granted_at"),
        Sql.instant(row, "expires_at"), List.of(), Optional.empty(), terms);
    return new Inventory.Granted(new Reservation(row.getLong("reservation"), application), Optional.of(lease));
  }
}
