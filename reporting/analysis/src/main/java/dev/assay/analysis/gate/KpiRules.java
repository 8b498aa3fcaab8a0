package dev.assay.analysis.gate;

import dev.assay.analysis.gate.KpiFacts.Answer;
import dev.assay.analysis.gate.KpiFacts.Change;
import dev.assay.analysis.stats.Descriptive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Evaluates the rules about KPIs. */
final class KpiRules {

  /** With fewer readings of either build a shift has no interval at 95 %. */
  private static final int LEAST_READINGS = 4;

  private static final int MOST_READINGS = 1000;

  private static final int MANY_RUNS = 100;

  private KpiRules() {}

  static CriterionResult limit(Criterion.KpiLimit rule, GateFacts facts) {
    var found = facts.kpi(rule.kpi());
    if (found.isEmpty() || found.get().readings().size() < rule.readings()) {
      var have = found.map(kpi -> kpi.readings().size()).orElse(0);
      return CriterionResult.pending(
          rule, have + " readings of " + rule.kpi() + ", " + rule.readings() + " asked", (rule.readings() - have) + " more readings of " + rule.kpi(), rule.readings() - have);
    }
    var kpi = found.get();
    if (!kpi.unit().equals(rule.unit())) {
      return CriterionResult.pending(
          rule, rule.kpi() + " is measured in " + kpi.unit() + ", the policy's limit is in " + rule.unit(), "a limit in " + kpi.unit(), 0);
    }
    var median = Descriptive.median(kpi.readings().stream().mapToDouble(Double::doubleValue).toArray());
    var evidence = String.format(
        Locale.ROOT, "median %s %s of %d readings, limit %s %s %s", shortest(median), kpi.unit(), kpi.readings().size(),
        rule.bound() == Criterion.Bound.AT_MOST ? "at most" : "at least", shortest(rule.limit()), rule.unit());
    var good = switch (rule.bound()) {
      case AT_MOST -> median <= rule.limit();
      case AT_LEAST -> median >= rule.limit();
    };
    return good
        ? CriterionResult.ok(rule, evidence)
        : CriterionResult.failed(rule, evidence, rule.kpi() + " within its limit", List.of(rule.kpi()));
  }

  static CriterionResult regression(Criterion.KpiRegression rule, GateFacts facts) {
    var names = names(rule.kpis(), rule.suites(), facts);
    var worse = new ArrayList<String>();
    var lines = new ArrayList<String>();
    var lacking = new KpiRuns(rule.suites(), facts);
    for (var name : names) {
      var kpi = facts.kpi(name);
      var change = kpi.flatMap(KpiFacts::change);
      if (kpi.isEmpty() || change.isEmpty()) {
        lacking.add(name);
        lines.add(name + " has no comparison");
      } else if (change.get().answer() == Answer.NEEDS_MORE_RUNS && !isSurelyWithin(rule, change.get())) {
        lacking.add(kpi.get(), change.get().runsNeeded(), change.get().baselineRunsNeeded());
        lines.add(name + " needs " + change.get().runsNeeded() + " more runs" + (change.get().baselineRunsNeeded() > 0 ? ", and " + change.get().baselineRunsNeeded() + " of builds before it" : ""));
      } else if (isWorse(rule, change.get())) {
        worse.add(name);
        lines.add(describe(name, change.get()));
      }
    }
    var evidence = (names.size() - worse.size() - lacking.kpis()) + "/" + names.size() + " KPIs within " + rule.atMost() + " of their baselines" + (lines.isEmpty() ? "" : ": " + String.join("; ", lines));
    if (!worse.isEmpty()) {
      return CriterionResult.failed(rule, evidence, "repair or waive " + Evidence.some(worse, "KPI"), worse);
    }
    return names.isEmpty() || lacking.isAny() ? CriterionResult.pending(rule, evidence, lacking.describe("builds before it"), lacking.runs()) : CriterionResult.ok(rule, evidence);
  }

  /** Whether the whole interval keeps the limit: then it is known to do so, though not whether it has moved at all. */
  private static boolean isSurelyWithin(Criterion.KpiRegression rule, Change change) {
    return change.highPercent() <= rule.atMost().value().doubleValue();
  }

  /**
   * A drift is failed once its whole interval lies beyond the limit, and met once none of it does; with too few readings for
   * an interval nothing is known. A KPI that varies so much that the readings asked for cannot show the limit is met by them if it is not
   * surely worse, and the evidence says how far it could have drifted.
   */
  static CriterionResult drift(Criterion.KpiDrift rule, GateFacts facts) {
    var release = rule.against().or(facts::baseline);
    if (release.isEmpty()) {
      return CriterionResult.pending(rule, "no release to hold the KPIs against", "a release: --baseline BUILD, or 'against' in the policy", 0);
    }
    var names = names(rule.kpis(), rule.suites(), facts);
    var limit = rule.atMost().value().doubleValue();
    var worse = new ArrayList<String>();
    var vague = new ArrayList<String>();
    var lines = new ArrayList<String>();
    var lacking = new KpiRuns(rule.suites(), facts);
    for (var name : names) {
      var kpi = facts.kpi(name);
      var drift = kpi.flatMap(found -> found.driftFrom(release.get()));
      if (kpi.isEmpty() || drift.isEmpty()) {
        kpi.ifPresentOrElse(found -> lacking.add(found, Math.max(0, LEAST_READINGS - found.readings().size()), LEAST_READINGS), () -> lacking.add(name));
        lines.add(name + " was not measured on both");
      } else if (drift.get().lowPercent() > limit) {
        worse.add(name);
        lines.add(describe(name, drift.get()));
      } else if (!(drift.get().highPercent() <= limit)) {
        int asked = asked(rule, kpi.get(), drift.get());
        int here = Math.max(0, asked - kpi.get().readings().size());
        int there = Math.max(0, asked - drift.get().releaseReadings());
        if (here + there > 0) {
          lacking.add(kpi.get(), here, there);
        } else {
          vague.add(name);
        }
        lines.add(describe(name, drift.get()));
      }
    }
    var evidence = (names.size() - worse.size() - lacking.kpis() - vague.size()) + "/" + names.size() + " KPIs surely within " + rule.atMost() + " of release " + release.get()
        + (vague.isEmpty() ? "" : ", " + vague.size() + " vary too much to show it and are not surely worse") + (lines.isEmpty() ? "" : ": " + String.join("; ", lines));
    if (!worse.isEmpty()) {
      return CriterionResult.failed(rule, evidence, "repair or waive " + Evidence.some(worse, "KPI"), worse);
    }
    return names.isEmpty() || lacking.isAny()
        ? CriterionResult.pending(rule, evidence, lacking.describe("the release") + wayOut(rule, lacking), lacking.runs())
        : CriterionResult.ok(rule, evidence);
  }

  /** Say what a policy can do about KPIs that would take more runs than anybody makes. */
  private static String wayOut(Criterion.KpiDrift rule, KpiRuns lacking) {
    return rule.readings().isPresent() || lacking.runs() < MANY_RUNS
        ? ""
        : "; or, since some vary too much for " + rule.atMost() + ", a wider limit, or 'readings' in the policy: how often either build is looked at";
  }

  /**
   * How many readings of either build a KPI takes that is not decided yet: as many as narrow its interval to the limit, if it stays where it
   * is (an interval's width goes with the root of the readings), but no more than the rule allows for unless it is surely worse.
   */
  private static int asked(Criterion.KpiDrift rule, KpiFacts kpi, KpiFacts.Drift drift) {
    int have = Math.min(kpi.readings().size(), drift.releaseReadings());
    if (!Double.isFinite(drift.highPercent())) {
      return Math.max(LEAST_READINGS, have + 1);
    }
    int most = drift.lowPercent() > 0 ? MOST_READINGS : rule.readings().orElse(MOST_READINGS);
    double room = rule.atMost().value().doubleValue() - drift.worsePercent();
    if (room <= 0) {
      return most < MOST_READINGS ? most : have + 1;
    }
    double narrower = (drift.highPercent() - drift.worsePercent()) / room;
    return (int) Math.min(most, Math.max(have + 1, Math.ceil(have * narrower * narrower)));
  }

  private static List<String> names(List<String> named, List<String> suites, GateFacts facts) {
    return named.isEmpty() ? facts.kpis().stream().filter(kpi -> kpi.isAmong(named, suites)).map(KpiFacts::name).toList() : named;
  }

  private static String describe(String name, KpiFacts.Drift drift) {
    return name + " " + moved(drift.worsePercent(), drift.lowPercent(), drift.highPercent()) + " than on " + drift.release();
  }

  private static boolean isWorse(Criterion.KpiRegression rule, Change change) {
    return change.answer() == Answer.REGRESSION && change.worsePercent() > rule.atMost().value().doubleValue();
  }

  private static String describe(String name, Change change) {
    return name + " " + moved(change.worsePercent(), change.lowPercent(), change.highPercent());
  }

  /** Say which way it went and how far, with the interval of that; what rounds to nothing is called worse by it. */
  private static String moved(double worse, double low, double high) {
    return worse <= -0.05
        ? String.format(Locale.ROOT, "better by %.1f %% [%.1f, %.1f]", -worse, -high, -low)
        : String.format(Locale.ROOT, "worse by %.1f %% [%.1f, %.1f]", Math.max(worse, 0), low, high);
  }

  /** Write a number with all of its digits: a KPI of 0.004 s is never shown as 0.00. */
  private static String shortest(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
  }
}
