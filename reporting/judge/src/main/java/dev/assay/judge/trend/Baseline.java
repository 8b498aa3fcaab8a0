package dev.assay.judge.trend;

import dev.assay.core.BuildId;
import dev.assay.store.KpiBook.Acceptance;
import dev.assay.store.KpiBook.FoundChange;
import java.util.List;

/**
 * The builds that a line is measured by, everywhere: the bands, the gate, and two builds compared all ask here.
 *
 * @param from the first of them, counted from 0
 * @param to the first after them
 */
record Baseline(int from, int to) {

  /** The latest level that is no regression, or one that somebody has accepted. */
  static Baseline of(KpiLine line, List<FoundChange> changes, List<Acceptance> acceptances) {
    List<BuildId> accepted = acceptances.stream().filter(one -> one.line().equals(line.name())).map(Acceptance::build).toList();
    int from = 0;
    int to = line.builds().size();
    for (var change : changes) {
      int place = line.builds().indexOf(change.build());
      if (place < 0) {
        continue;
      }
      boolean resets = !change.meaning().equals("regression") || accepted.stream().anyMatch(build -> isOf(line, change, build));
      from = resets ? place : from;
      to = resets ? line.builds().size() : Math.min(to, place);
    }
    return new Baseline(from, to);
  }

  /** Whether it was this change that somebody accepted: builds that came later may have moved it within its range. */
  private static boolean isOf(KpiLine line, FoundChange change, BuildId accepted) {
    int place = line.builds().indexOf(accepted);
    return place >= line.builds().indexOf(change.earliest()) && place <= line.builds().indexOf(change.latest());
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
