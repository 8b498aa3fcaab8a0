package dev.assay.core.benchmark;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Contenders that do the same work in turns, so that what slows the machine down meets all of them alike.
 *
 * @param unit of the figures, such as {@code samples/s}
 * @param reference what ratios refer to: a figure known beforehand, or nothing for the first contender's median
 * @param contenders at least one
 */
public record Race(String unit, Scale scale, OptionalDouble reference, List<Contender> contenders) {

  public Race {
    contenders = List.copyOf(contenders);
    if (contenders.isEmpty()) {
      throw new IllegalArgumentException("a race needs a contender");
    }
  }

  /** Make a race whose ratios refer to the first contender. */
  public static Race of(String unit, Scale scale, Contender... contenders) {
    return new Race(unit, scale, OptionalDouble.empty(), List.of(contenders));
  }

  /**
   * Run rounds that warm up and are forgotten, then those that count.
   *
   * @throws AssayException.Usage when no repetition is asked for, or fewer than no warm-up
   */
  public List<Figure> run(Time time, int warmUps, int repetitions) {
    if (repetitions < 1 || warmUps < 0) {
      throw new AssayException.Usage("running a benchmark with " + warmUps + " warm-ups and " + repetitions + " repetitions: at least 0 and 1 are needed");
    }
    var figures = new ArrayList<List<Double>>();
    contenders.forEach(contender -> figures.add(new ArrayList<>()));
    for (int round = -warmUps; round < repetitions; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        double figure = figure(contenders.get(i), time);
        if (round >= 0) {
          figures.get(i).add(figure);
        }
      }
    }
    return results(figures);
  }

  private double figure(Contender contender, Time time) {
    var start = time.now();
    double work = contender.round().run();
    return scale.figure(work, time.since(start));
  }

  private List<Figure> results(List<List<Double>> figures) {
    double one = reference.orElseGet(() -> Figure.median(figures.getFirst()));
    var results = new ArrayList<Figure>();
    for (int i = 0; i < contenders.size(); i++) {
      results.add(new Figure(contenders.get(i).name(), unit, figures.get(i), Figure.median(figures.get(i)) / one));
    }
    return List.copyOf(results);
  }
}
