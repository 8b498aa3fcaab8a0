package dev.assay.simulator.performance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** What an experiment used of its host: how much of each resource, and what ran out. */
final class Use {

  /** From this share on a resource is said to bound what runs. */
  private static final double BOUNDS = 0.7;

  private final SequencedMap<String, Double> shares = new LinkedHashMap<>();
  private String shortage = "";

  void took(SequencedMap<String, Double> used) {
    shares.putAll(used);
  }

  /** Take down that fewer guests run than were asked for. */
  void ran(int running, int guests, String missing) {
    shortage = running + " of " + guests + " ran: no more " + missing;
  }

  /** Say what bounded the experiment: what ran out, or the resource that was used most, or that none was scarce. */
  String bound() {
    if (!shortage.isEmpty()) {
      return shortage;
    }
    var most = shares.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    var said = most.getKey() + " " + Math.round(100 * most.getValue()) + " %";
    return most.getValue() >= BOUNDS ? said : "nothing shared; most used: " + said;
  }
}
