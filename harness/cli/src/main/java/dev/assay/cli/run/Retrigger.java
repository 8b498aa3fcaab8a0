package dev.assay.cli.run;

import dev.assay.analysis.bisect.Evidence;
import dev.assay.analysis.bisect.Retrial;
import dev.assay.analysis.bisect.Retrial.Answer;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.cli.Services;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.Verdict;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Chance;
import dev.assay.store.Findings.CaseReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Tries a suspect case or KPI of a build again until it is clear whether it differs from what it was, at most so often. */
public final class Retrigger {

  private static final int PAST = 200;
  private static final int LEAST_READINGS = 5;

  /** Readings that are all the same may still differ by so much of their level. */
  private static final double LEAST_NOISE = 1e-4;

  private final Services services;
  private final Terminal terminal;
  private final BuildId build;
  private final int cap;
  private final BuildOrder order;

  /**
   * Make one for a build.
   *
   * @param cap at most so many tries of each suspect; those of earlier calls count
   */
  public Retrigger(Services services, Terminal terminal, BuildId build, int cap) {
    this.services = services;
    this.terminal = terminal;
    this.build = build;
    this.cap = cap;
    this.order = BuildOrder.of(services.workspace());
  }

  /** What the tries of a suspect came to. */
  public record Outcome(Answer answer, String about, int tries, String evidence) {}

  public Outcome ofCase(CaseId suspect) {
    var before = services.findings().past(suspect, PAST).stream().filter(result -> isBefore(result.build())).map(result -> result.outcome().verdict()).toList();
    long failed = before.stream().filter(verdict -> verdict == Verdict.FAIL).count();
    long passed = before.stream().filter(verdict -> verdict == Verdict.PASS).count();
    double usual = (failed + 0.5) / (failed + passed + 5.0);
    var evidence = new Evidence.Rates(Math.min(usual, 0.8), Math.max(0.5, (1 + usual) / 2));
    Function<List<Double>, Answer> judge = verdicts -> Retrial.judge(verdicts, evidence);
    var tried = tries(suspect, Optional.empty(), judge);
    return new Outcome(judge.apply(tried), suspect.value(), tried.size(),
        tried.stream().filter(value -> value > 0).count() + "/" + tried.size() + " tries failed, " + failed + "/" + (failed + passed) + " did on earlier builds");
  }

  /** Try a KPI, whose change matters when it is worse by so many percent. */
  public Outcome ofKpi(String name, CaseId measuring, double change) {
    double[] before = services.findings().readings(name, measuring, PAST).stream().filter(reading -> isBefore(reading.build())).mapToDouble(CaseReading::median).toArray();
    if (before.length < LEAST_READINGS) {
      throw new AssayException.Nothing("retriggering KPI " + name + ": " + before.length + " readings of earlier builds by " + measuring + " are stored, at least " + LEAST_READINGS
          + " are needed to know its noise; run its suite on earlier builds");
    }
    double level = Descriptive.median(before);
    if (level == 0) {
      throw new AssayException.Nothing("retriggering KPI " + name + ": earlier builds read 0, of which no percentage can be taken; a policy holds it by a criterion of kind kpi-limit");
    }
    double noise = Math.max(Retrial.noise(before) / Math.abs(level), LEAST_NOISE);
    boolean higherIsWorse = services.findings().trends(name).getFirst().kpi().better() != Kpi.Better.HIGHER;
    double step = (higherIsWorse ? 1 : -1) * change / 100 * Math.abs(level);
    double deviation = Math.max(noise * Math.abs(level), Math.abs(step) / 6);
    Function<List<Double>, Answer> judge = values -> Retrial.judgeWorse(values, level, step, deviation);
    var tried = tries(measuring, Optional.of(name), judge);
    var median = tried.isEmpty() ? level : Descriptive.median(tried.stream().mapToDouble(Double::doubleValue).toArray());
    return new Outcome(judge.apply(tried), name, tried.size(), String.format(Locale.ROOT, "median %s against %s (%+.1f %%), noise %.1f %% or less, asked about %.1f %%",
        median, level, 100 * (median - level) / Math.abs(level), 100 * noise, change));
  }

  private boolean isBefore(BuildId other) {
    return !other.equals(build) && !order.isNewer(other, build);
  }

  /** Tries of an earlier call count, so that a killed one goes on; those that gave no answer do not, but end the call when there are as many as the cap. */
  private List<Double> tries(CaseId suspect, Optional<String> metric, Function<List<Double>, Answer> judge) {
    var trial = new CaseTry(services, suspect, metric);
    var earlier = trial.earlier(build);
    var classes = earlier.stream().map(trial::read).map(CaseTry.Result::hostClass).findFirst();
    var tried = new ArrayList<>(earlier.stream().map(trial::read).flatMap(result -> result.value().stream()).toList());
    for (int i = 0; i < cap && tried.size() < cap && judge.apply(tried) == Answer.UNKNOWN; i++) {
      terminal.status("try " + (tried.size() + 1) + " of at most " + cap + "  " + suspect);
      var result = trial.on(build, Chance.seeded(earlier.size() + i + 1L).fork(suspect.value() + " " + build).nextLong() >>> 1);
      boolean comparable = metric.isEmpty() || classes.map(result.hostClass()::equals).orElse(true);
      if (comparable) {
        result.value().ifPresent(tried::add);
        classes = classes.or(() -> Optional.of(result.hostClass()));
      }
      terminal.status("");
      terminal.progress(result.run() + "  " + suspect + "  " + result.value().map(value -> metric.isPresent() ? value.toString() : value > 0 ? "FAIL" : "PASS").orElse("no answer")
          + (comparable ? "" : "  not counted: another class of host"));
    }
    return tried;
  }
}
