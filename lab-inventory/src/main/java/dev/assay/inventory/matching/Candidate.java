package dev.assay.inventory.matching;

import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import java.time.Instant;
import java.util.List;

/**
 * A host with what stands in the way of granting it.
 *
 * @param reaches names of storage exports
 * @param generations product generations it can run
 * @param preference candidates with a smaller one are granted first: when it was last leased, so that the load spreads, or
 *     the same for all, so that the same question gives the same hosts
 */
public record Candidate(
    HostId id,
    String hostClass,
    String site,
    Bytes memory,
    int cpus,
    List<String> reaches,
    List<String> generations,
    Availability availability,
    Instant preference) {

  /** Whether a host can be granted. */
  public sealed interface Availability {}

  public record Free() implements Availability {}

  /** In use, so it will be free some day; {@code by} says who has it, for people. */
  public record Held(String by) implements Availability {}

  /** Taken out of service; {@code why} for people. */
  public record OutOfService(String why) implements Availability {}

  boolean isFree() {
    return availability instanceof Free;
  }

  boolean isInService() {
    return !(availability instanceof OutOfService);
  }

  Candidate as(Availability other) {
    return new Candidate(id, hostClass, site, memory, cpus, reaches, generations, other, preference);
  }
}
