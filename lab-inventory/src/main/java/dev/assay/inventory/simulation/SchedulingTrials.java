package dev.assay.inventory.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Many trials, and what they say together. */
public record SchedulingTrials(List<TrialResult> results) {

  private static final int TOGETHER = 64;

  /** Run trials of seeds that follow one another. */
  public static SchedulingTrials run(long firstSeed, int seeds, TrialSize size, Consumer<TrialResult> watcher) {
    var results = new ArrayList<TrialResult>();
    for (long from = firstSeed; from < firstSeed + seeds; from += TOGETHER) {
      // Trials share nothing, so processors may share them.
      LongStream.range(from, Math.min(from + TOGETHER, firstSeed + seeds)).parallel().mapToObj(seed -> SchedulingTrial.run(seed, size)).toList().forEach(result -> {
        watcher.accept(result);
        results.add(result);
      });
    }
    return new SchedulingTrials(List.copyOf(results));
  }

  public List<TrialResult> failed() {
    return results.stream().filter(result -> !result.holds()).toList();
  }

  /** Return which part of the forecasts held what happened between their bounds; eight of ten is what they promise. */
  public double coverage() {
    var told = results.stream().flatMap(result -> result.told().stream()).toList();
    return told.isEmpty() ? Double.NaN : told.stream().filter(TrialResult.Told::covered).count() / (double) told.size();
  }

  public Duration medianError() {
    var errors = results.stream().flatMap(result -> result.told().stream()).map(TrialResult.Told::error).sorted().toList();
    return errors.isEmpty() ? Duration.ZERO : errors.get(errors.size() / 2);
  }

  /** Return how long the interval of a forecast is at the median. */
  public Duration medianWidth() {
    var widths = results.stream().flatMap(result -> result.told().stream()).map(told -> told.latest().minus(told.soonest())).sorted().toList();
    return widths.isEmpty() ? Duration.ZERO : widths.get(widths.size() / 2);
  }

  public int forecasts() {
    return results.stream().mapToInt(result -> result.told().size()).sum();
  }

  public Duration longestWait() {
    return results.stream().map(TrialResult::longestWait).max(Duration::compareTo).orElse(Duration.ZERO);
  }
}
