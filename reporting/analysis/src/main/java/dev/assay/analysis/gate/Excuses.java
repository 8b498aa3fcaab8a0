package dev.assay.analysis.gate;

import dev.assay.analysis.gate.CriterionResult.State;
import java.time.Instant;
import java.util.List;

/** Applies waivers. They excuse a failure that was seen, never evidence that was not gathered; an expired one blocks. */
final class Excuses {

  private Excuses() {}

  static CriterionResult apply(CriterionResult result, String build, List<Waiver> waivers, Instant now) {
    var mine = waivers.stream().filter(waiver -> waiver.isFor(result.criterion().id(), build)).toList();
    if (mine.isEmpty() || result.state() == State.OK) {
      return result;
    }
    if (result.state() == State.PENDING) {
      return result.noting("a waiver exists, but it cannot stand for evidence that is missing");
    }
    var live = mine.stream().filter(waiver -> waiver.holdsAt(now)).toList();
    if (covers(live, result.blockers())) {
      return result.waived(String.join(", ", live.stream().map(Excuses::describe).toList()));
    }
    var expired = mine.stream().filter(waiver -> !waiver.holdsAt(now)).toList();
    return expired.isEmpty()
        ? result.noting("waived only in part: " + String.join(", ", live.stream().map(Excuses::describe).toList()))
        : result.noting("expired waiver: " + String.join(", ", expired.stream().map(Excuses::describe).toList()));
  }

  private static boolean covers(List<Waiver> live, List<String> blockers) {
    if (live.stream().anyMatch(waiver -> waiver.subject().isEmpty())) {
      return true;
    }
    var excused = live.stream().flatMap(waiver -> waiver.subject().stream()).toList();
    return !blockers.isEmpty() && excused.containsAll(blockers);
  }

  private static String describe(Waiver waiver) {
    return waiver.subject().map(subject -> subject + " ").orElse("") + "by " + waiver.owner() + " until " + waiver.expires() + " \""
        + waiver.reason() + "\" " + waiver.ticket();
  }
}
