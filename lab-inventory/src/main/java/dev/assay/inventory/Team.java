package dev.assay.inventory;

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
 */
public record Team(String name, List<String> members, double share, int mostHosts, int bestPriority, List<String> classes, List<String> sites) {

  /** Whoever is in no team. */
  public static final Team EVERYBODY = new Team("", List.of(), 1, Integer.MAX_VALUE, 1, List.of(), List.of());
}
