package dev.assay.analysis.gate;

import java.util.List;
import java.util.Optional;

/**
 * All that is known of a build when it is judged.
 *
 * @param baseline the name of the build that it is compared with, if there is one
 * @param runs newest first
 * @param defects the open ones; absent when nobody could be asked
 */
public record GateFacts(String build, Optional<String> baseline, List<SuiteRun> runs, List<KpiFacts> kpis, Optional<List<DefectFact>> defects) {

  public GateFacts {
    runs = List.copyOf(runs);
    kpis = List.copyOf(kpis);
    defects = defects.map(List::copyOf);
  }

  public GateFacts(String build, Optional<String> baseline, List<SuiteRun> runs, List<KpiFacts> kpis) {
    this(build, baseline, runs, kpis, Optional.empty());
  }

  /** List the runs of a suite, newest first. */
  List<SuiteRun> runsOf(String suite) {
    return runs.stream().filter(run -> run.suite().equals(suite)).toList();
  }

  Optional<KpiFacts> kpi(String name) {
    return kpis.stream().filter(kpi -> kpi.name().equals(name)).findFirst();
  }
}
