package dev.assay.testkit.plan;

import dev.assay.core.Bytes;
import dev.assay.core.Need;
import java.util.List;
import java.util.stream.Stream;

/**
 * The topology that a case works on, as its class's constructor asks for it.
 *
 * @param pools how many pools there are; those beside the first are worked on together with it
 * @param pooled how many hosts form each pool; 0 when no pool is asked for
 * @param solo how many hosts stand alone beside it
 * @param storage kinds of shared storage that all of them reach
 * @param memory the least memory of each host
 */
public record BenchShape(int pools, int pooled, int solo, List<String> storage, Bytes memory) {

  /** No host at all: for cases that need none. */
  public static final BenchShape EMPTY = new BenchShape(1, 0, 0, List.of(), Bytes.ZERO);

  public BenchShape {
    if (pools < 1) {
      throw new IllegalArgumentException("a bench of " + pools + " pools");
    }
    storage = storage.stream().distinct().sorted().toList();
  }

  /** Return the shape with one pool and no host beside it. */
  public static BenchShape ofPool(int hosts, List<String> storage) {
    return new BenchShape(1, hosts, 0, storage, Bytes.ZERO);
  }

  /** Return this shape with hosts that reach these kinds of shared storage too. */
  BenchShape reaching(List<String> kinds) {
    return new BenchShape(pools, pooled, solo, Stream.concat(storage.stream(), kinds.stream()).toList(), memory);
  }

  public int hosts() {
    return pools * pooled + solo;
  }

  /** Derive what it asks of a lab; a bench without hosts still asks for one, since a lease has at least one. */
  public Need need() {
    return new Need(Math.max(1, hosts()), memory, 0, storage, hosts() > 1, "");
  }

  /** Describe it in one line: {@code a pool of 2 and 1 host alone, with nfs}. */
  public String describe() {
    var pool = pooled == 0 ? "" : pools == 1 ? "a pool of " + pooled : pools + " pools of " + pooled;
    var alone = solo == 0 ? "" : solo == 1 ? "1 host alone" : solo + " hosts alone";
    var both = pool.isEmpty() || alone.isEmpty() ? pool + alone : pool + " and " + alone;
    return (both.isEmpty() ? "no host" : both) + (storage.isEmpty() ? "" : ", with " + String.join(" and ", storage));
  }
}
