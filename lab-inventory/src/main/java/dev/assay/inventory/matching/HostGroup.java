package dev.assay.inventory.matching;

import dev.assay.core.HostId;
import dev.assay.inventory.matching.Candidate.Free;
import dev.assay.inventory.matching.Candidate.Held;
import dev.assay.inventory.matching.Candidate.OutOfService;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Hosts that may be granted together: alike as the need asks, and on one network with the storage. */
record HostGroup(String description, List<Candidate> members) {

  private static final int NAMED = 4;

  List<HostId> freeInOrderOfPreference() {
    return members.stream().filter(Candidate::isFree).sorted(Comparator.comparing(Candidate::preference)).map(Candidate::id).toList();
  }

  int free() {
    return (int) members.stream().filter(Candidate::isFree).count();
  }

  int inService() {
    return (int) members.stream().filter(Candidate::isInService).count();
  }

  /** Describe it for one who waits: {@code class std-a at ams: 8 match, 2 free; ams-h05 is held by ...}. */
  String explain() {
    var obstacles = members.stream().filter(member -> !member.isFree()).toList();
    var named = obstacles.stream().limit(NAMED).map(HostGroup::obstacle).collect(Collectors.joining(", "));
    var more = obstacles.size() > NAMED ? " and " + (obstacles.size() - NAMED) + " more" : "";
    return description + ": " + members.size() + " match, " + free() + " free" + (named.isEmpty() ? "" : "; " + named + more);
  }

  /** Describe how far it goes: {@code class perf-a at ams, which has 3 hosts in service; ams-h02 is quarantined (...)}. */
  String nearest() {
    var missing = members.stream().filter(member -> !member.isInService()).map(HostGroup::obstacle).collect(Collectors.joining(", "));
    return description + ", which has " + inService() + " in service" + (missing.isEmpty() ? "" : "; " + missing);
  }

  private static String obstacle(Candidate candidate) {
    return switch (candidate.availability()) {
      case Free _ -> candidate.id() + " is free";
      case Held(var by) -> candidate.id() + " is held by " + by;
      case OutOfService(var why) -> candidate.id() + " is " + why;
    };
  }
}
