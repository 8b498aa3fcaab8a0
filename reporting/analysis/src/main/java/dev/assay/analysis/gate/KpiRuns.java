package dev.assay.analysis.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The runs that KPIs without an answer take at least: one run of a suite gives a reading of each KPI that it measures. */
final class KpiRuns {

  private final String build;
  private final List<String> unmeasured;
  private final List<String> kpis = new ArrayList<>();
  private final SequencedMap<String, Integer> here = new TreeMap<>();
  private final SequencedMap<String, Integer> before = new TreeMap<>();

  /**
   * Begin with the suites that have measured nothing yet.
   *
   * @param suites those that a rule names
   */
  KpiRuns(List<String> suites, GateFacts facts) {
    this.build = facts.build();
    this.unmeasured = suites.stream().filter(suite -> facts.kpis().stream().noneMatch(kpi -> kpi.suites().contains(suite))).toList();
    unmeasured.forEach(suite -> here.put(suite, 1));
  }

  /** Add a KPI that was never measured: no suite is known that would. */
  void add(String kpi) {
    kpis.add(kpi);
  }

  /** Add a KPI that takes so many more runs of the build, and of what it is held against. */
  void add(KpiFacts kpi, int ofBuild, int ofOthers) {
    kpis.add(kpi.name());
    var suite = kpi.suites().isEmpty() ? "" : kpi.suites().getFirst();
    here.merge(suite, ofBuild, Math::max);
    before.merge(suite, ofOthers, Math::max);
  }

  int kpis() {
    return kpis.size();
  }

  boolean isAny() {
    return !kpis.isEmpty() || !unmeasured.isEmpty();
  }

  long runs() {
    return sum(here) + sum(before);
  }

  private static long sum(SequencedMap<String, Integer> runs) {
    return runs.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Describe what is lacking, in runs of suites; {@code others} says what the build is held against. */
  String describe(String others) {
    if (!isAny()) {
      return "a run that measures KPIs";
    }
    var runs = new ArrayList<String>();
    if (sum(here) > 0) {
      runs.add(words(here) + " on " + build);
    }
    if (sum(before) > 0) {
      runs.add(words(before) + " on " + others);
    }
    var about = kpis.isEmpty() ? "" : (runs.isEmpty() ? "" : ", for ") + "an answer about " + Evidence.some(kpis, "KPI");
    return String.join(" and ", runs) + about;
  }

  private static String words(SequencedMap<String, Integer> runs) {
    return runs.entrySet().stream().filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getValue() + (entry.getValue() == 1 ? " more run" : " more runs") + (entry.getKey().isEmpty() ? "" : " of " + entry.getKey()))
        .collect(Collectors.joining(", "));
  }
}
