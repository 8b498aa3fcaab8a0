package dev.assay.testkit.stress;

import dev.assay.core.Verdict;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.run.HistoryEvent;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.check.Checker;
import dev.assay.testkit.check.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a stress run did and saw.
 *
 * @param rounds as they were played
 * @param events what the run wrote down, in order
 * @param replays how many shorter scripts are played, at most, to shrink one that breaks something
 */
public record StressResult(Pool pool, int guests, List<Round> rounds, List<HistoryEvent> events, int replays) {

  public StressResult {
    rounds = List.copyOf(rounds);
    events = List.copyOf(events);
  }

  StressResult shrinkingWithin(int count) {
    return new StressResult(pool, guests, rounds, events, count);
  }

  /** Record how long each operation took that was done, by its kind. */
  public void measure(Kpi kpi, Kpis kpis) {
    done().forEach(event -> kpis.record(kpi, Duration.parse(event.details().get("took")), "operation", event.details().get("word")));
  }

  /** List those of these kinds of operations that were never done. */
  public List<Word> neverDone(List<Word> kinds) {
    var words = done().map(event -> event.details().get("word")).distinct().toList();
    return kinds.stream().filter(kind -> !words.contains(kind.text())).toList();
  }

  private Stream<HistoryEvent> done() {
    return events.stream().filter(event -> event.kind().equals("stress.step") && event.details().getOrDefault("ended", "").equals("done") && event.details().containsKey("took"));
  }

  /** List how long it took to heal each fault, from the moment it had struck. */
  public List<Duration> recoveries() {
    return events.stream().filter(event -> event.kind().equals("stress.healed")).map(event -> Duration.parse(event.details().get("took"))).toList();
  }

  public Judgement judgedBy(List<Checker> checkers) {
    return Judgement.of(events, checkers);
  }

  /**
   * Check that all of these hold. When one does not and the lab can be had again, the script is shrunk to what is needed
   * for it, and kept as evidence.
   *
   * @throws StressFailure when one does not hold
   * @throws IllegalStateException when a checker crashed and none found anything: nothing can be said then
   */
  public void keeps(List<Checker> invariants) {
    var judgement = judgedBy(invariants);
    if (judgement.verdict() == Verdict.INCONCLUSIVE) {
      throw new IllegalStateException("judging the history: " + String.join("; ", judgement.lines()));
    }
    judgement.first().ifPresent(first -> {
      throw StressFailure.of(judgement, Shrinking.of(this, invariants).shortest(first));
    });
  }
}
