package dev.assay.inventory.planning;

import java.util.List;

/**
 * What a team may have, and what it had lately.
 *
 * @param share against other teams' shares
 * @param mostHosts at once
 * @param usedHostSeconds lately, older use counting less
 * @param classes it may use; empty for all
 * @param sites it may use; empty for all
 */
public record Share(String team, double share, int mostHosts, double usedHostSeconds, List<String> classes, List<String> sites) {

  static final Share UNLIMITED = new Share("", 1, Integer.MAX_VALUE, 0, List.of(), List.of());
}
