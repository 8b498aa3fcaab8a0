package dev.assay.inventory;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.database.Sql;
import dev.assay.inventory.planning.Durations;
import dev.assay.inventory.planning.Plain;
import dev.assay.inventory.planning.Policy;
import dev.assay.inventory.planning.Share;
import dev.assay.inventory.planning.Snapshot;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Grants of a lab that need no plan: hosts alone, while nobody waits and nothing is closed. The database's function
 * {@code lease_at_once} sees to that and does all in one way to the server; what it leaves alone is planned.
 */
final class AtOnce {

  /** Requests are few and come again and again; a lab that is asked for more kinds than this works them out anew. */
  private static final int MOST_REMEMBERED = 500;
  private static final int BEFORE_HOSTS = 4;

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
    return Sql.one(connection, row -> answer(row.getArray(1)).map(answer -> granted(answer, able, application, terms)),
        "select inventory.lease_at_once(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        lab.name(), claimant.owner(), claimant.purpose(), claimant.controller(), application.priority(), application.length().toMillis(),
        request, team.name(), application.kind(), planned, application.terms().preemptable(), application.standing(),
        application.why(), application.ticket(), able.hosts(), able.wanted(), team.mostHosts(),
        lab.kind() == Lab.Kind.REMOTE).flatMap(granted -> granted);
  }

  private static Optional<Long[]> answer(@Nullable Array array) throws SQLException {
    return array == null ? Optional.empty() : Optional.of((Long[]) array.getArray());
  }

  /** Read what the function answers: the claim, the lease, when it begins and ends, the places of its hosts, their tokens. */
  private static Inventory.Granted granted(Long[] answer, Able able, Application application, Lease.Terms terms) {
    var granted = new LinkedHashMap<HostId, FencingToken>();
    for (int i = 0; i < able.wanted(); i++) {
      granted.put(HostId.of(able.hosts()[Math.toIntExact(answer[BEFORE_HOSTS + i]) - 1]), new FencingToken(answer[BEFORE_HOSTS + able.wanted() + i]));
    }
    var lease = new Lease(LeaseRows.id(answer[1]), application.claimant(), granted, instant(answer[2]), instant(answer[3]), List.of(), Optional.empty(), terms);
    return new Inventory.Granted(new Reservation(answer[0], application), Optional.of(lease));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
