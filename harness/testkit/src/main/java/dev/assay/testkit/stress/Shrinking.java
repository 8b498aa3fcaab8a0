package dev.assay.testkit.stress;

import dev.assay.core.AssayException;
import dev.assay.testkit.check.Checker;
import dev.assay.testkit.check.Judgement;
import dev.assay.testkit.lab.Origin;
import dev.assay.testkit.shrink.DeltaDebugging;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shortens what a stress run did to what is needed for its first finding, by playing parts of it on labs like its own. */
record Shrinking(StressResult result, List<Checker> invariants) {

  /**
   * A script that shows a finding.
   *
   * @param replays how many were played to get there
   * @param minimal whether nothing more can be left out of it
   */
  record Shrunk(Script script, int replays, boolean minimal) {}

  /** One step, and the round that it belongs to. */
  private record Placed(int round, Step step) {}

  static Shrinking of(StressResult result, List<Checker> invariants) {
    return new Shrinking(result, invariants);
  }

  /** Shorten it as far as the lab lets it; nothing when the lab cannot be had again, or does not do the same again. */
  Optional<Shrunk> shortest(Judgement.First first) {
    var bench = result.pool().bench();
    return bench.access().origin().flatMap(origin -> {
      var whole = script(origin, first);
      var replay = new Replay(origin, bench.build(), line -> {});
      var until = upTo(first);
      if (result.replays() == 0 || !shows(replay, whole, until, first)) {
        return Optional.of(new Shrunk(whole, Math.min(1, result.replays()), false));
      }
      var shortest = new DeltaDebugging(result.replays()).shorten(until, steps -> shows(replay, whole, steps, first));
      return Optional.of(new Shrunk(whole.with(rounds(shortest.list())), shortest.tries() + 1, shortest.minimal()));
    });
  }

  private Script script(Origin origin, Judgement.First first) {
    var bench = result.pool().bench();
    return new Script(bench.access().lab().name(), bench.build().id().value(), origin.seed(), origin.defectLabels(), bench.pooled(),
        bench.sharedStorage(), result.guests(), first.checker() + ": " + first.finding().what(), result.rounds());
  }

  /** What came after the first finding is not needed for it, unless it was found at the very end. */
  private List<Placed> upTo(Judgement.First first) {
    var last = result.events().stream()
        .filter(event -> event.sequence() <= first.finding().at().sequence() && event.kind().equals("stress.round"))
        .count();
    var placed = new ArrayList<Placed>();
    for (int round = 0; round < Math.max(last, 1) && round < result.rounds().size(); round++) {
      for (var step : result.rounds().get(round).steps()) {
        placed.add(new Placed(round, step));
      }
    }
    return placed;
  }

  private static List<Round> rounds(List<Placed> steps) {
    var rounds = new ArrayList<Round>();
    var current = new ArrayList<Step>();
    for (int i = 0; i < steps.size(); i++) {
      current.add(steps.get(i).step());
      if (i == steps.size() - 1 || steps.get(i + 1).round() != steps.get(i).round()) {
        rounds.add(new Round(current));
        current.clear();
      }
    }
    return rounds;
  }

  private boolean shows(Replay replay, Script whole, List<Placed> steps, Judgement.First first) {
    try {
      var played = replay.play(whole.with(rounds(steps)));
      return played.judgedBy(invariants).opinions().stream()
          .anyMatch(opinion -> opinion.checker().equals(first.checker()) && !opinion.findings().isEmpty());
    } catch (AssayException.Cancelled e) {
      throw e;
    } catch (AssayException e) {
      return false;
    }
  }
}
