package dev.assay.testkit.execution;

import dev.assay.core.HostId;
import java.util.ArrayList;
import java.util.List;

/** Parts leased hosts among lanes. */
final class HostSets {

  private HostSets() {}

  /** Make up to {@code lanes} disjoint sets of {@code each} hosts, in the lease's order. */
  static List<List<HostId>> split(List<HostId> leased, int each, int lanes) {
    if (leased.size() < each) {
      throw new IllegalArgumentException("a bench of the plan takes " + each + " hosts; the lease has " + leased);
    }
    var sets = new ArrayList<List<HostId>>();
    for (int first = 0; sets.size() < lanes && first + each <= leased.size(); first += each) {
      sets.add(List.copyOf(leased.subList(first, first + each)));
    }
    return sets;
  }
}
