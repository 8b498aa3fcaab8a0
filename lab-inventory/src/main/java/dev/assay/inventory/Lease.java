package dev.assay.inventory;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.LeaseId;
import java.time.Instant;
import java.util.SequencedMap;

/**
 * A time-bounded grant of hosts.
 *
 * @param tokens each host with the token that this grant gave it
 * @param expires by the database's clock
 */
public record Lease(LeaseId id, Claimant claimant, SequencedMap<HostId, FencingToken> tokens, Instant granted, Instant expires) {}
