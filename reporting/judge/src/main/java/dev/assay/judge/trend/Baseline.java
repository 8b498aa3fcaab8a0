package dev.assay.judge.trend;

import dev.assay.core.BuildId;
import dev.assay.store.KpiBook.Acceptance;
import dev.assay.store.KpiBook.FoundChange;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The builds that a line is measured by: its latest level that is no regression, or one that somebody has accepted.
 *
 * @param from the first of them, counted from 0
 * @param to the first after them
 */
record Baseline(int from, int to) {

  static Baseline of(KpiLine line, List<FoundChange> changes, List<Acceptance> acceptances) {
    Set<BuildId> accepted = acceptances.stream().filter(one -> one.line().equals(line.name())).map(Acceptance::build).collect(Collectors.toSet());
    int from = 0;
    int to = line.builds().size();
    for (var change : changes) {
      int place = line.builds().indexOf(change.build());
      if (place < 0) {
        continue;
      }
      boolean resets = !change.meaning().equals("regression") || accepted.contains(change.build());
      from = resets ? place : from;
      to = resets ? line.builds().size() : Math.min(to, place);
    }
    return new Baseline(from, to);
  }

  /** The level that a build lies in. */
  static Baseline around(KpiLine line, List<FoundChange> changes, int build) {
    int from = 0;
    int to = line.builds().size();
    for (var change : changes) {
      int place = line.builds().indexOf(change.build());
      from = place >= 0 && place <= build ? place : from;
      to = place > build ? Math.min(to, place) : to;
    }
    return new Baseline(from, to);
  }
}
