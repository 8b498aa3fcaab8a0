package dev.assay.analysis.gate;

import dev.assay.analysis.gate.KpiFacts.Answer;
import dev.assay.analysis.gate.KpiFacts.Change;
import dev.assay.analysis.stats.Descriptive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Evaluates the rules about KPIs. */
final class KpiRules {

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
    var names = rule.kpis().isEmpty() ? facts.kpis().stream().map(KpiFacts::name).toList() : rule.kpis();
    var worse = new ArrayList<String>();
    var open = new ArrayList<String>();
    var lines = new ArrayList<String>();
    var runs = 0L;
    for (var name : names) {
      var change = facts.kpi(name).flatMap(KpiFacts::change);
      if (change.isEmpty()) {
        open.add(name);
        lines.add(name + " has no comparison");
      } else if (change.get().answer() == Answer.NEEDS_MORE_RUNS) {
        open.add(name);
        runs = Math.max(runs, change.get().runsNeeded()); // one more run gives every KPI a reading
        lines.add(name + " needs " + change.get().runsNeeded() + " more runs");
      } else if (isWorse(rule, change.get())) {
        worse.add(name);
        lines.add(describe(name, change.get()));
      }
    }
    var evidence = (names.size() - worse.size() - open.size()) + "/" + names.size() + " KPIs within " + rule.atMost() + " of their baselines" + (lines.isEmpty() ? "" : ": " + String.join("; ", lines));
    if (!worse.isEmpty()) {
      return CriterionResult.failed(rule, evidence, "repair or waive " + Evidence.some(worse, "KPI"), worse);
    }
    return !open.isEmpty() || names.isEmpty()
        ? CriterionResult.pending(rule, evidence, names.isEmpty() ? "a run that measures KPIs" : "an answer for " + Evidence.some(open, "KPI"), runs)
        : CriterionResult.ok(rule, evidence);
  }

  /**
   * A drift is failed once its whole interval lies beyond the limit, and met once none of it does; with too few readings for
   * an interval nothing is known.
   */
  static CriterionResult drift(Criterion.KpiDrift rule, GateFacts facts) {
    var release = rule.against().or(facts::baseline);
    if (release.isEmpty()) {
      return CriterionResult.pending(rule, "no release to hold the KPIs against", "a release: --baseline BUILD, or 'against' in the policy", 0);
    }
    var names = rule.kpis().isEmpty() ? facts.kpis().stream().map(KpiFacts::name).toList() : rule.kpis();
    var limit = rule.atMost().value().doubleValue();
    var worse = new ArrayList<String>();
    var open = new ArrayList<String>();
    var lines = new ArrayList<String>();
    for (var name : names) {
      var drift = facts.kpi(name).flatMap(kpi -> kpi.driftFrom(release.get()));
      if (drift.isEmpty()) {
        open.add(name);
        lines.add(name + " was not measured on both");
      } else if (drift.get().lowPercent() > limit) {
        worse.add(name);
        lines.add(describe(name, drift.get()));
      } else if (!(drift.get().highPercent() <= limit)) {
        open.add(name);
        lines.add(describe(name, drift.get()));
      }
    }
    var evidence = (names.size() - worse.size() - open.size()) + "/" + names.size() + " KPIs surely within " + rule.atMost() + " of release " + release.get()
        + (lines.isEmpty() ? "" : ": " + String.join("; ", lines));
    if (!worse.isEmpty()) {
      return CriterionResult.failed(rule, evidence, "repair or waive " + Evidence.some(worse, "KPI"), worse);
    }
    return !open.isEmpty() || names.isEmpty()
        ? CriterionResult.pending(rule, evidence, names.isEmpty() ? "a run that measures KPIs" : "more readings of " + Evidence.some(open, "KPI")
            + " on this build and the release", open.size())
        : CriterionResult.ok(rule, evidence);
  }

  private static String describe(String name, KpiFacts.Drift drift) {
    return String.format(Locale.ROOT, "%s worse by %.1f %% [%.1f, %.1f] than on %s", name, drift.worsePercent(), drift.lowPercent(), drift.highPercent(),
        drift.release());
  }

  private static boolean isWorse(Criterion.KpiRegression rule, Change change) {
    return change.answer() == Answer.REGRESSION && change.worsePercent() > rule.atMost().value().doubleValue();
  }

  private static String describe(String name, Change change) {
    return String.format(Locale.ROOT, "%s worse by %.1f %% [%.1f, %.1f]", name, change.worsePercent(), change.lowPercent(), change.highPercent());
  }

  /** Write a number with all of its digits: a KPI of 0.004 s is never shown as 0.00. */
  private static String shortest(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
  }
}
