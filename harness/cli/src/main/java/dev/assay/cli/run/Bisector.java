package dev.assay.cli.run;

import dev.assay.analysis.bisect.Bisection;
import dev.assay.analysis.bisect.Bisection.State;
import dev.assay.analysis.bisect.Bisection.Step;
import dev.assay.analysis.bisect.Bisection.Try;
import dev.assay.analysis.bisect.Cost;
import dev.assay.analysis.bisect.Evidence;
import dev.assay.cli.Asker;
import dev.assay.cli.Services;
import dev.assay.cli.output.Terminal;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.time.Chance;
import dev.assay.judge.bisect.KeptBisection;
import dev.assay.judge.bisect.KeptBisection.KeptTry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Carries a bisection from where it stands to its answer: first both ends a few times, then whatever build tells most. */
public final class Bisector {

  /** How often each end is tried before the search begins, so that the step and the noise are known. */
  public static final int REPEATS = 4;

  /** A step smaller than so many times the noise is not worth looking for: it could not be told from chance. */
  private static final double LEAST_SEPARATION = 1.5;

  private static final double USUAL_SEPARATION = 2;
  private static final double USUAL_FAILURES = 0.8;

  private final Services services;
  private final Terminal terminal;

  public Bisector(Services services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  /** Reckon how many tries between the ends it takes, the change being a usual one. */
  public static Cost cost(int builds, boolean ofKpi, double confidence) {
    return ofKpi ? Cost.of(builds, REPEATS, USUAL_SEPARATION, confidence) : Cost.ofCase(builds, REPEATS, USUAL_FAILURES, confidence);
  }

  /** Say what is expected of the change. */
  public static String usual(boolean ofKpi) {
    return ofKpi ? "if the step is " + (int) USUAL_SEPARATION + " times the noise" : "if it fails in " + Math.round(10 * USUAL_FAILURES) + " of 10 tries on bad builds and never on good ones";
  }

  /** Go on with a bisection until it is answered or its runs are used up; returns it as it then stands. */
  public KeptBisection carry(KeptBisection asked) {
    return services.bisections().alone(asked.number(), () -> carried(services.bisections().find(asked.number())));
  }

  private KeptBisection carried(KeptBisection asked) {
    var tries = new CaseTry(services, CaseId.of(asked.testCase()), asked.kpi());
    var kept = asked;
    while (kept.state().equals("open")) {
      kept = step(kept, tries);
    }
    return kept;
  }

  private KeptBisection step(KeptBisection kept, CaseTry tries) {
    var open = kept.tries().stream().filter(one -> !one.ended()).findFirst();
    if (open.isPresent()) {
      return take(kept, open.get(), tries);
    }
    if (kept.tries().size() >= kept.maxRuns()) {
      return close(kept, "unsure", "its " + kept.maxRuns() + " runs are used up" + where(kept));
    }
    int last = kept.builds().size() - 1;
    if (count(kept, 0) < REPEATS || count(kept, last) < REPEATS) {
      return plan(kept, count(kept, 0) <= count(kept, last) ? 0 : last);
    }
    var hopeless = hopeless(kept);
    if (hopeless.isPresent()) {
      return close(kept, "unsure", hopeless.get());
    }
    return switch (Bisection.next(kept.builds().size(), observed(kept), evidence(kept), kept.confidence())) {
      case Step.Probe(int build, State _) -> plan(kept, build);
      case Step.Found(State state) -> close(kept, "found", describe(kept, state));
    };
  }

  private KeptBisection plan(KeptBisection kept, int build) {
    int ordinal = kept.tries().size() + 1;
    services.bisections().plan(kept.number(), ordinal, build, Chance.seeded(kept.seed()).fork("try " + ordinal).nextLong() >>> 1);
    return services.bisections().find(kept.number());
  }

  private KeptBisection take(KeptBisection kept, KeptTry one, CaseTry tries) {
    var build = kept.builds().get(one.build());
    terminal.status("try " + one.ordinal() + "  " + build);
    var result = tries.on(BuildId.of(build), one.seed());
    boolean comparable = comparable(kept, result.hostClass());
    services.bisections().ended(kept.number(), one.ordinal(), result.run(), result.hostClass(), comparable ? result.value() : Optional.empty());
    terminal.status("");
    terminal.progress(String.format(Locale.ROOT, "%3d/%d  %-16s %s  %s%s", one.ordinal(), kept.maxRuns(), build,
        result.value().map(value -> kept.kpi().isPresent() ? shortest(value) : value > 0 ? "FAIL" : "PASS").orElse("no answer"), result.run(),
        comparable ? "" : "  not counted: on another class of host"));
    return services.bisections().find(kept.number());
  }

  /** Readings of unlike hosts cannot be held against each other; the first try says which class it is. */
  private static boolean comparable(KeptBisection kept, String hostClass) {
    return kept.kpi().isEmpty()
        || kept.tries().stream().filter(KeptTry::ended).flatMap(one -> one.hostClass().stream()).findFirst().map(hostClass::equals).orElse(true);
  }

  private static int count(KeptBisection kept, int build) {
    return Math.toIntExact(kept.tries().stream().filter(one -> one.build() == build && one.value().isPresent()).count());
  }

  private static double[] values(KeptBisection kept, int build) {
    return kept.tries().stream().filter(one -> one.build() == build).flatMap(one -> one.value().stream()).mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Try> observed(KeptBisection kept) {
    return kept.tries().stream().filter(one -> one.value().isPresent()).map(one -> new Try(one.build(), one.value().orElseThrow())).toList();
  }

  private static Evidence evidence(KeptBisection kept) {
    double[] good = values(kept, 0);
    double[] bad = values(kept, kept.builds().size() - 1);
    return kept.kpi().isPresent() ? Evidence.Levels.of(good, bad) : Evidence.Rates.of(failed(good), good.length, failed(bad), bad.length);
  }

  private static int failed(double[] verdicts) {
    return (int) java.util.Arrays.stream(verdicts).sum();
  }

  /** Say why searching makes no sense: the ends do not differ, or too little. */
  private static Optional<String> hopeless(KeptBisection kept) {
    double[] good = values(kept, 0);
    double[] bad = values(kept, kept.builds().size() - 1);
    var ends = kept.builds().getFirst() + " and " + kept.builds().getLast();
    if (kept.kpi().isEmpty()) {
      double better = failed(good) / (double) good.length;
      double worse = failed(bad) / (double) bad.length;
      return worse - better < 0.5 ? Optional.of("the case fails about as often on " + ends + ": " + failed(good) + "/" + good.length + " and " + failed(bad) + "/" + bad.length)
          : Optional.empty();
    }
    if (java.util.Arrays.equals(good, bad)) {
      return Optional.of("the KPI reads the same on " + ends);
    }
    var levels = Evidence.Levels.of(good, bad);
    return levels.separation() < LEAST_SEPARATION
        ? Optional.of(String.format(Locale.ROOT, "%s differ by %.1f %%, only %.1f times the noise: nothing to look for", ends, levels.percent(), levels.separation()))
        : Optional.empty();
  }

  private String where(KeptBisection kept) {
    int last = kept.builds().size() - 1;
    if (count(kept, 0) < 1 || count(kept, last) < 1 || hopeless(kept).isPresent()) {
      return "";
    }
    return Bisection.next(kept.builds().size(), observed(kept), evidence(kept), kept.confidence()) instanceof Step.Probe(int _, State state)
        ? "; so far: " + describe(kept, state)
        : "";
  }

  private KeptBisection close(KeptBisection kept, String state, String answer) {
    services.bisections().close(kept.number(), state, answer, Asker.name());
    return services.bisections().find(kept.number());
  }

  private static String describe(KeptBisection kept, State state) {
    var builds = kept.builds();
    var step = kept.kpi().isPresent()
        ? String.format(Locale.ROOT, ", a step of %+.1f %%", Evidence.Levels.of(values(kept, 0), values(kept, builds.size() - 1)).percent()) : "";
    return String.format(Locale.ROOT, "the change came with %s (%.1f %% sure; 95 %% within %s to %s)%s", builds.get(state.likeliest()), 100 * state.probability(),
        builds.get(state.first()), builds.get(state.last()), step);
  }

  private static String shortest(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
  }
}
