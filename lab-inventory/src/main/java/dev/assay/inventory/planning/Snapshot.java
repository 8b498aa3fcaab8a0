package dev.assay.inventory.planning;

import java.time.Instant;
import java.util.List;

/** All that a plan depends on, at one instant. */
public record Snapshot(
    Instant now,
    List<Machine> machines,
    List<Shared> resources,
    List<Holding> holdings,
    List<Claim> claims,
    List<Closure> closures,
    List<Share> teams,
    Durations durations,
    Policy policy) {

  /** Return the same with other claims. */
  public Snapshot withClaims(List<Claim> others) {
    return new Snapshot(now, machines, resources, holdings, others, closures, teams, durations, policy);
  }

  public Share share(String team) {
    return teams.stream().filter(share -> share.team().equals(team)).findFirst().orElse(Share.UNLIMITED);
  }
}
