package dev.assay.simulator.xapi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.DoubleBinaryOperator;

/** How several samples become one. */
enum Consolidation {
  AVERAGE(Double::sum),
  MIN(Math::min),
  MAX(Math::max);

  private final DoubleBinaryOperator pair;

  Consolidation(DoubleBinaryOperator pair) {
    this.pair = pair;
  }

  static Consolidation of(String name) {
    try {
      return name.isEmpty() ? AVERAGE : valueOf(name);
    } catch (IllegalArgumentException e) {
      throw HttpDoor.failure("/rrd_updates", 400, "cf is not AVERAGE, MIN or MAX");
    }
  }

  /** Bring rows, newest first, to a coarser step; each stands at the end of what it is made of. */
  List<Archive.Row> over(List<Archive.Row> rows, long step) {
    if (step <= Archive.STEP.toSeconds()) {
      return rows;
    }
    var groups = new LinkedHashMap<Long, List<Archive.Row>>();
    rows.forEach(row -> groups.computeIfAbsent(Math.ceilDiv(row.at().getEpochSecond(), step) * step, _ -> new ArrayList<>()).add(row));
    var coarse = new ArrayList<Archive.Row>();
    groups.forEach((end, group) -> coarse.add(new Archive.Row(Instant.ofEpochSecond(end), together(group))));
    return coarse;
  }

  private SequencedMap<String, Double> together(List<Archive.Row> group) {
    var values = new LinkedHashMap<String, Double>();
    var counts = new LinkedHashMap<String, Integer>();
    group.forEach(row -> row.values().forEach((name, value) -> {
      values.merge(name, value, pair::applyAsDouble);
      counts.merge(name, 1, Integer::sum);
    }));
    if (this == AVERAGE) {
      values.replaceAll((name, sum) -> sum / counts.get(name));
    }
    return values;
  }
}
