package dev.assay.core;

import java.util.List;

/**
 * What a bench asks of a lab: so many hosts, alike or not, each at least this large, all seeing these kinds of storage.
 *
 * @param hosts how many hosts, all granted together or not at all
 * @param memory the least memory of each host
 * @param cpus the least physical CPUs of each host
 * @param sharedStorage kinds of storage that every host of the grant must reach through one same export (such as
 *     {@code nfs}, {@code iscsi})
 * @param sameClass whether all hosts must be of one host class and at one site (what a pool needs)
 * @param hostClass the host class asked for; blank for any
 * @param generation the product generation that every host must be able to run; blank for any
 * @param where a further constraint on each host, in the inventory's language; blank for none
 * @param sets how many sets of hosts work at the same time; each needs block storage of its own
 */
public record Need(
    int hosts,
    Bytes memory,
    int cpus,
    List<String> sharedStorage,
    boolean sameClass,
    String hostClass,
    String generation,
    String where,
    int sets) {

  /** Two users of one export of these destroy each other's data. */
  private static final List<String> BLOCK_STORAGE = List.of("iscsi", "hba", "fcoe");

  public Need {
    if (hosts < 1 || cpus < 0 || sets < 1) {
      throw new IllegalArgumentException("a need asks for at least one host and no negative CPUs: " + hosts + ", " + cpus);
    }
    sharedStorage = sharedStorage.stream().distinct().sorted().toList();
  }

  /** Ask without saying what will be installed. */
  public Need(int hosts, Bytes memory, int cpus, List<String> sharedStorage, boolean sameClass, String hostClass) {
    this(hosts, memory, cpus, sharedStorage, sameClass, hostClass, "");
  }

  public Need(int hosts, Bytes memory, int cpus, List<String> sharedStorage, boolean sameClass, String hostClass, String generation) {
    this(hosts, memory, cpus, sharedStorage, sameClass, hostClass, generation, "", 1);
  }

  public static Need of(int hosts) {
    return new Need(hosts, Bytes.ZERO, 0, List.of(), hosts > 1, "");
  }

  /** Return this need for hosts that can run a product generation. */
  public Need running(String productGeneration) {
    return new Need(hosts, memory, cpus, sharedStorage, sameClass, hostClass, productGeneration, where, sets);
  }

  /** Return this need for hosts that satisfy a further constraint, too. */
  public Need where(String constraint) {
    var both = where.isBlank() ? constraint : constraint.isBlank() || constraint.equals(where) ? where : "(" + where + ") and (" + constraint + ")";
    return new Need(hosts, memory, cpus, sharedStorage, sameClass, hostClass, generation, both, sets);
  }

  /** Return the need of so many sets of hosts that work at the same time. */
  public Need times(int count) {
    return new Need(hosts * count, memory, cpus, sharedStorage, sameClass || hosts * count > 1, hostClass, generation, where, sets * count);
  }

  /** Return how many exports of a kind it takes. */
  public int copies(String kind) {
    return BLOCK_STORAGE.contains(kind) ? sets : 1;
  }

  /** Return the least need that satisfies both, for one grant that serves them in turn. */
  public Need and(Need other) {
    var storage = java.util.stream.Stream.concat(sharedStorage.stream(), other.sharedStorage.stream()).toList();
    return new Need(
        Math.max(hosts, other.hosts),
        memory.compareTo(other.memory) >= 0 ? memory : other.memory,
        Math.max(cpus, other.cpus),
        storage,
        sameClass || other.sameClass,
        either("class", hostClass, other.hostClass),
        either("generation", generation, other.generation),
        where(other.where).where,
        Math.max(sets, other.sets));
  }

  private static String either(String what, String one, String other) {
    if (!one.isBlank() && !other.isBlank() && !one.equals(other)) {
      throw new IllegalArgumentException("one grant cannot be of " + what + " " + one + " and of " + what + " " + other);
    }
    return one.isBlank() ? other : one;
  }

  /** Describe it in one line, as people would say it: {@code 3 hosts of one class with nfs, each 16GiB or more}. */
  public String describe() {
    var text = new StringBuilder(hosts == 1 ? "1 host" : hosts + " hosts");
    if (!hostClass.isBlank()) {
      text.append(" of class ").append(hostClass);
    } else if (sameClass && hosts > 1) {
      text.append(" of one class");
    }
    if (!sharedStorage.isEmpty()) {
      text.append(" with ").append(String.join(" and ", sharedStorage));
    }
    if (memory.count() > 0) {
      text.append(", each ").append(memory).append(" or more");
    }
    if (cpus > 0) {
      text.append(", ").append(cpus).append(" CPUs or more");
    }
    if (!generation.isBlank()) {
      text.append(", that run ").append(generation);
    }
    if (!where.isBlank()) {
      text.append(", where ").append(where);
    }
    return text.toString();
  }
}
