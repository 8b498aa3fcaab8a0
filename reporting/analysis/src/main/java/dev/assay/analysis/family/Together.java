package dev.assay.analysis.family;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Puts moves together that may well have one cause: KPIs of one family that moved the same way, all of whose ranges of builds
 * share a build. Each move is in one group; a KPI is at most once in a group.
 */
public final class Together {

  private Together() {}

  /** Return the groups, each in the order of its builds; groups in the order of their first move. */
  public static List<List<Move>> of(List<Move> moves) {
    var byKind = new LinkedHashMap<List<String>, List<Move>>();
    moves.forEach(move -> byKind.computeIfAbsent(List.of(move.family(), move.meaning()), _ -> new ArrayList<>()).add(move));
    return byKind.values().stream().flatMap(alike -> sweep(alike).stream()).toList();
  }

  /** By the last build that each may lie at: a group takes all that begin before its first member must have happened (Gavril 1972). */
  private static List<List<Move>> sweep(List<Move> alike) {
    var left = new ArrayList<>(alike.stream().sorted(Comparator.comparingInt(Move::latest)).toList());
    var groups = new ArrayList<List<Move>>();
    while (!left.isEmpty()) {
      int build = left.getFirst().latest();
      var group = new ArrayList<Move>();
      left.removeIf(move -> move.earliest() <= build && group.stream().noneMatch(one -> one.kpi().equals(move.kpi())) && group.add(move));
      groups.add(List.copyOf(group));
    }
    return groups;
  }
}
