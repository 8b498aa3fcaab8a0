package dev.assay.judge;

import dev.assay.analysis.gate.DefectFact;
import dev.assay.analysis.gate.Gate;
import dev.assay.analysis.gate.GateDecision;
import dev.assay.analysis.gate.GateFacts;
import dev.assay.analysis.gate.GatePolicy;
import dev.assay.analysis.gate.Waiver;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.judge.trend.KpiTrends;
import dev.assay.store.Findings.PastResult;
import dev.assay.store.KpiBook;
import dev.assay.store.Runs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Gathers what is stored about a build and decides by a policy. A decision can be taken again at any later time. */
public final class Judge {

  /** The option of a run that tried a selection of its suite only; such a run says nothing about the whole suite. */
  public static final String SELECTION = "only";

  private final Runs runs;
  private final KpiTrends trends;
  private final Function<HostId, String> hostClass;
  private final Function<List<CaseId>, Map<CaseId, List<PastResult>>> past;
  private final Function<BuildId, Optional<List<DefectFact>>> defects;
  private final BiPredicate<BuildId, BuildId> isNewer;

  /** Make a judge that knows neither the past of cases nor defects: criteria about those stay pending. */
  public Judge(Runs runs, KpiBook book, Function<HostId, String> hostClass) {
    this(runs, book, hostClass, _ -> Map.of(), _ -> Optional.empty(), (_, _) -> false);
  }

  /**
   * Make a judge over the stored runs.
   *
   * @param book what KPIs read before, and which changes of theirs were accepted
   * @param hostClass names the class of a host; blank for a host that is not known any more
   * @param past lists the latest results of cases, of whatever build
   * @param defects lists the open defects, as seen from a build; absent when nobody can be asked
   * @param isNewer whether the first build came after the second: what is newer is never part of a baseline
   */
  public Judge(
      Runs runs, KpiBook book, Function<HostId, String> hostClass, Function<List<CaseId>, Map<CaseId, List<PastResult>>> past,
      Function<BuildId, Optional<List<DefectFact>>> defects, BiPredicate<BuildId, BuildId> isNewer) {
    this.runs = runs;
    this.trends = new KpiTrends(book);
    this.hostClass = hostClass;
    this.past = past;
    this.defects = defects;
    this.isNewer = isNewer;
  }

  /**
   * Decide whether a build may be promoted.
   *
   * @param baseline the build against which failures are new and KPIs are worse
   * @param now from which ages and waivers are reckoned
   */
  public GateDecision gate(GatePolicy policy, BuildId build, Optional<BuildId> baseline, List<Waiver> waivers, Instant now) {
    return Gate.decide(policy, facts(policy, build, baseline), waivers, now);
  }

  private GateFacts facts(GatePolicy policy, BuildId build, Optional<BuildId> baseline) {
    var suites = new SuiteFacts(runs, hostClass, past).of(policy, build, baseline);
    return new GateFacts(build.value(), baseline.map(BuildId::value), suites, new KpiReadings(runs, trends, isNewer).of(policy, build, baseline), defects.apply(build));
  }
}
