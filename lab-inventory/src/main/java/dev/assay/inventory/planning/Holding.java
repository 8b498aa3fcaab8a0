package dev.assay.inventory.planning;

import dev.assay.core.HostId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A lease that is open.
 *
 * @param id the lease's name
 * @param by who has it and for what, for people
 * @param kind what its length is estimated by, such as a suite's name
 * @param ends when it ends whatever happens, for a person's or an evicted one; empty for one that is kept alive as long as needed
 * @param preemptable whether it may be evicted for a claim that is not
 * @param evicted whether it was told to go
 */
public record Holding(
    String id,
    String by,
    String team,
    String kind,
    List<HostId> hosts,
    List<Unit> units,
    Instant granted,
    Optional<Instant> ends,
    boolean preemptable,
    boolean evicted) {}
