package dev.assay.inventory;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.LeaseId;
import dev.assay.inventory.planning.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A time-bounded grant of hosts, and of what they share.
 *
 * @param tokens each host with the token that this grant gave it
 * @param expires by the database's clock
 * @param units parts of resources that it has alone
 * @param notice when it must be given back, and for whom, if it was evicted
 * @param terms how it was asked for
 */
public record Lease(
    LeaseId id,
    Claimant claimant,
    SequencedMap<HostId, FencingToken> tokens,
    Instant granted,
    Instant expires,
    List<Unit> units,
    Optional<Notice> notice,
    Terms terms) {

  /** When an evicted lease ends, and why. */
  public record Notice(Instant at, String why) {}

  /**
   * How a lease was asked for.
   *
   * @param standing whether it is a person's, which ends at its hour and needs no heartbeat
   */
  public record Terms(String team, String kind, boolean preemptable, boolean standing, String why, String ticket) {
    public static final Terms NONE = new Terms("", "", false, false, "", "");
  }

  /** Make a lease of hosts alone. */
  public Lease(LeaseId id, Claimant claimant, SequencedMap<HostId, FencingToken> tokens, Instant granted, Instant expires) {
    this(id, claimant, tokens, granted, expires, List.of(), Optional.empty(), Terms.NONE);
  }

  /** Return the resources that it has a part of, in the order in which they were granted. */
  public List<String> resources() {
    return units.stream().map(Unit::resource).distinct().toList();
  }
}
