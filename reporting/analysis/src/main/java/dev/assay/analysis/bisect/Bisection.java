package dev.assay.analysis.bisect;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Noisy binary search (Burnashev and Zigangirov 1974): a posterior over the builds that may have brought the change; the
 * next try goes to the build that splits it in halves.
 *
 * <p>Builds are numbered in their order; the first is good, the last bad, and there is one change between. Tries are taken as
 * independent. A few repeats of either end tell little of levels and noise, or of how often a case fails: where they are among the tries, half of the
 * posterior is that of normal noise with levels and noise unknown ({@link UnknownNoise}), and that of verdicts is the one with unknown rates
 * ({@link UnknownRates}). A build of readings is found only once it and the one before have been
 * tried often enough to show the step by themselves ({@link Confirmation}). The same tries always give the same posterior and the same next step.
 */
public final class Bisection {

  /** How much of the posterior lies within the range that is told. */
  private static final double RANGE = 0.95;

  private Bisection() {}

  /** One try of a build: a reading, or 1 and 0 for failed and passed. */
  public record Try(int build, double value) {}

  /** Where it stands. */
  public sealed interface Step {

    /** Try this build next. */
    record Probe(int build, State state) implements Step {}

    /** The change came with this build, as sure as was asked. */
    record Found(State state) implements Step {}
  }

  /**
   * What is known.
   *
   * @param likeliest the build that most likely brought the change
   * @param probability how likely that is
   * @param first first build of the range that holds 95 % of the posterior
   * @param last last build of it
   */
  public record State(int likeliest, double probability, int first, int last) {}

  /** Say what to do next. */
  public static Step next(int builds, List<Try> tries, Evidence evidence, double confidence) {
    double[] posterior = mixed(builds, tries, evidence);
    var state = state(posterior);
    if (builds == 2) {
      return new Step.Found(state);
    }
    if (state.probability() < confidence) {
      return new Step.Probe(middle(posterior), state);
    }
    var lacking = switch (evidence) {
      case Evidence.Rates _ -> OptionalInt.empty();
      case Evidence.Levels levels -> Confirmation.lacking(state.likeliest(), tries, levels);
    };
    return lacking.isPresent() ? new Step.Probe(lacking.getAsInt(), state) : new Step.Found(state);
  }

  private static double[] mixed(int builds, List<Try> tries, Evidence evidence) {
    double[] known = posterior(builds, tries, evidence);
    return switch (evidence) {
      case Evidence.Rates _ -> UnknownRates.posterior(builds, tries).orElse(known);
      case Evidence.Levels levels -> UnknownNoise.posterior(builds, tries, levels.log())
          .map(unknown -> IntStream.range(0, builds).mapToDouble(build -> (known[build] + unknown[build]) / 2).toArray()).orElse(known);
    };
  }

  /** Return for each build how likely it is that the change came with it, the evidence being right; the first cannot have brought it. */
  public static double[] posterior(int builds, List<Try> tries, Evidence evidence) {
    if (builds < 2) {
      throw new IllegalArgumentException("bisecting needs a good and a bad build, not " + builds);
    }
    double[] logs = new double[builds];
    logs[0] = Double.NEGATIVE_INFINITY;
    for (var tried : tries) {
      double ratio = evidence.logRatio(tried.value());
      for (int change = 1; change <= tried.build() && change < builds; change++) {
        logs[change] += ratio;
      }
    }
    return normalized(logs);
  }

  /** Turn logs of likelihoods into shares of 1; the first build has none. */
  static double[] normalized(double[] logs) {
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log);
    }
    double sum = 0;
    double[] posterior = new double[logs.length];
    for (int i = 1; i < logs.length; i++) {
      posterior[i] = StrictMath.exp(logs[i] - most);
      sum += posterior[i];
    }
    for (int i = 1; i < logs.length; i++) {
      posterior[i] /= sum;
    }
    return posterior;
  }

  private static State state(double[] posterior) {
    int likeliest = 1;
    for (int i = 2; i < posterior.length; i++) {
      likeliest = posterior[i] > posterior[likeliest] ? i : likeliest;
    }
    int first = likeliest;
    int last = likeliest;
    double held = posterior[likeliest];
    while (held < RANGE && (first > 1 || last < posterior.length - 1)) {
      boolean down = last == posterior.length - 1 || first > 1 && posterior[first - 1] >= posterior[last + 1];
      held += down ? posterior[--first] : posterior[++last];
    }
    return new State(likeliest, posterior[likeliest], first, last);
  }

  /** The build between the ends of which it is most open whether it is good or bad. */
  private static int middle(double[] posterior) {
    int best = 1;
    double closest = Double.POSITIVE_INFINITY;
    double below = 0;
    for (int i = 1; i < posterior.length - 1; i++) {
      below += posterior[i];
      double distance = Math.abs(below - 0.5);
      if (distance < closest - 1e-12) {
        closest = distance;
        best = i;
      }
    }
    return best;
  }
}
