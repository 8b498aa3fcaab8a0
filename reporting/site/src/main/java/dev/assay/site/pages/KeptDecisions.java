package dev.assay.site.pages;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.core.BuildId;
import dev.assay.core.time.Time;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decisions that are taken again when runs, or what people said of them, have changed, and every ten minutes: deciding reads every case and sample of a build. While a new one is
 * being taken the one before is shown, with its time on it.
 */
final class KeptDecisions {

  private record Kept(String mark, List<GateDecision> decisions) {}

  private static final int MOST = 200;

  private final Decisions decisions;
  private final Time time;
  private final Map<String, Kept> kept = new HashMap<>();
  private final Map<String, Time.Fork<Boolean>> beingTaken = new HashMap<>();

  KeptDecisions(Decisions decisions, Time time) {
    this.decisions = decisions;
    this.time = time;
  }

  List<GateDecision> of(String build, Marks.Mark now) {
    var mark = now.decisions();
    Time.Fork<Boolean> first;
    synchronized (kept) {
      var known = kept.get(build);
      if (known != null && known.mark().equals(mark)) {
        return known.decisions();
      }
      var running = beingTaken.get(build);
      if (running == null || running.isDone()) {
        running = time.fork("deciding about " + build, () -> take(build, mark));
        beingTaken.put(build, running);
      }
      if (known != null) {
        return known.decisions();
      }
      first = running;
    }
    first.join();
    synchronized (kept) {
      var taken = kept.get(build);
      return taken == null ? List.of() : taken.decisions();
    }
  }

  private boolean take(String build, String mark) {
    var taken = decisions.of(BuildId.of(build));
    synchronized (kept) {
      if (kept.size() > MOST) {
        kept.clear();
      }
      kept.put(build, new Kept(mark, taken));
    }
    return true;
  }
}
