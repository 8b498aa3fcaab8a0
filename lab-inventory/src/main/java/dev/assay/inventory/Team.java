package dev.assay.inventory;

import java.time.Duration;
import java.util.List;

/**
 * Whose claims count together.
 *
 * @param members names of owners
 * @param share its part of the lab when all teams want it, against the other teams' shares
 * @param mostHosts how many hosts it may hold at once
 * @param bestPriority the best priority that its claims may have, 1 first
 * @param classes host classes it may use; empty for all
 * @param sites sites it may use; empty for all
 * @param longest how long a lease of a person may last in all, extensions included
 */
public record Team(String name, List<String> members, double share, int mostHosts, int bestPriority, List<String> classes, List<String> sites, Duration longest) {

  /** How long people may have hosts where the lab file says nothing of it. */
  static final Duration LONGEST = Duration.ofDays(14);

  /** Whoever is in no team. */
  public static final Team EVERYBODY = new Team("", List.of(), 1, Integer.MAX_VALUE, 1, List.of(), List.of(), LONGEST);

  String describe() {
    return name.isEmpty() ? "whoever is in no team" : "team " + name;
  }
}
