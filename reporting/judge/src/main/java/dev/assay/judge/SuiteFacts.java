package dev.assay.judge;

import dev.assay.analysis.gate.Criterion;
import dev.assay.analysis.gate.GatePolicy;
import dev.assay.analysis.gate.SuiteRun;
import dev.assay.analysis.gate.SuiteRun.Counts;
import dev.assay.analysis.gate.SuiteRun.FailedCase;
import dev.assay.analysis.gate.SuiteRun.HostTally;
import dev.assay.analysis.gate.SuiteRun.InBaseline;
import dev.assay.analysis.gate.SuiteRun.Reach;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.SuiteName;
import dev.assay.core.Verdict;
import dev.assay.store.CaseRecord;
import dev.assay.store.Findings.PastResult;
import dev.assay.store.RunRecord;
import dev.assay.store.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns the stored runs of a build into what the gate's suite criteria ask for. */
record SuiteFacts(Runs runs, Function<HostId, String> hostClass, Function<List<CaseId>, Map<CaseId, List<PastResult>>> past) {

  /** Gather the whole runs of every suite that the policy names, newest first within a suite. */
  List<SuiteRun> of(GatePolicy policy, BuildId build, Optional<BuildId> baseline) {
    var suites = policy.criteria().stream()
        .flatMap(criterion -> criterion instanceof Criterion.OfSuite rule ? java.util.stream.Stream.of(rule.suite()) : java.util.stream.Stream.empty())
        .distinct()
        .map(SuiteName::of)
        .toList();
    var facts = new ArrayList<SuiteRun>();
    for (var suite : suites) {
      var before = baseline.map(name -> verdicts(name, suite));
      var tries = new CaseTries(build, past);
      runs.ofBuild(build.value(), Optional.of(suite)).forEach(run -> tries.add(runs.cases(run.id())));
      wholeRuns(build, suite).forEach(run -> facts.add(suiteRun(run, before, tries)));
    }
    return facts;
  }

  /** A run under way says nothing yet; one that was interrupted does: not all of it was answered. */
  private List<RunRecord> wholeRuns(BuildId build, SuiteName suite) {
    return runs.ofBuild(build.value(), Optional.of(suite)).stream()
        .filter(run -> isWhole(run) && run.state() != RunRecord.State.RUNNING)
        .toList();
  }

  static boolean isWhole(RunRecord run) {
    return !run.header().options().containsKey(Judge.SELECTION);
  }

  /** Tell of each case whether any of the build's runs passed it; cases that gave no answer there are absent. */
  private Map<CaseId, Boolean> verdicts(BuildId build, SuiteName suite) {
    var passed = new TreeMap<CaseId, Boolean>();
    for (var run : runs.ofBuild(build.value(), Optional.of(suite))) {
      for (var record : runs.cases(run.id())) {
        record.verdict().filter(verdict -> verdict == Verdict.PASS || verdict == Verdict.FAIL).ifPresent(
            verdict -> passed.merge(record.planned().id(), verdict == Verdict.PASS, Boolean::logicalOr));
      }
    }
    return passed;
  }

  private SuiteRun suiteRun(RunRecord run, Optional<Map<CaseId, Boolean>> baseline, CaseTries tries) {
    var cases = runs.cases(run.id());
    var suspect = HostWide.suspect(cases);
    var ofTheLab = HostWide.failuresOn(cases, suspect);
    var failed = cases.stream()
        .filter(record -> is(record, Verdict.FAIL) && !ofTheLab.contains(record))
        .map(record -> record.planned().id())
        .toList();
    var tried = tries.of(failed);
    var failures = failed.stream().map(id -> new FailedCase(id.value(), inBaseline(id, baseline), tried.get(id))).toList();
    return new SuiteRun(
        run.header().suite().value(), run.id().value(), run.ended().orElse(run.started()), counts(cases, ofTheLab.size()), failures,
        tallies(cases.stream().filter(record -> !ofTheLab.contains(record)).toList()), reach(cases, baseline),
        suspect.map(found -> "the lab's, not the product's: " + found.describe() + "; run them on other hosts").orElse(""));
  }

  private static Reach reach(List<CaseRecord> cases, Optional<Map<CaseId, Boolean>> baseline) {
    var answered = cases.stream().filter(record -> is(record, Verdict.PASS) || is(record, Verdict.FAIL)).toList();
    var names = answered.stream().map(record -> record.planned().id()).collect(Collectors.toCollection(TreeSet::new));
    var before = baseline.orElseGet(TreeMap::new).keySet();
    return new Reach(
        before.size(), before.stream().filter(name -> !names.contains(name)).map(CaseId::value).toList(),
        answered.stream().map(record -> record.planned().area()).distinct().sorted().toList());
  }

  private static InBaseline inBaseline(CaseId testCase, Optional<Map<CaseId, Boolean>> baseline) {
    return baseline
        .flatMap(verdicts -> Optional.ofNullable(verdicts.get(testCase)))
        .map(passed -> passed ? InBaseline.PASSED : InBaseline.DID_NOT_PASS)
        .orElse(InBaseline.UNKNOWN);
  }

  /** Count verdicts; failures that are the lab's say nothing about the product, so they count as inconclusive. */
  private static Counts counts(List<CaseRecord> cases, int ofTheLab) {
    return new Counts(
        cases.size(), count(cases, Verdict.PASS), count(cases, Verdict.FAIL) - ofTheLab, count(cases, Verdict.INCONCLUSIVE) + ofTheLab,
        count(cases, Verdict.SKIPPED));
  }

  private static int count(List<CaseRecord> cases, Verdict verdict) {
    return Math.toIntExact(cases.stream().filter(record -> is(record, verdict)).count());
  }

  private static boolean is(CaseRecord record, Verdict verdict) {
    return record.verdict().filter(verdict::equals).isPresent();
  }

  /** A case on several hosts counts for the first of them, so that each case counts once. */
  private List<HostTally> tallies(List<CaseRecord> cases) {
    var byHost = cases.stream()
        .filter(record -> is(record, Verdict.PASS) || is(record, Verdict.FAIL))
        .filter(record -> !lastHosts(record).isEmpty())
        .collect(Collectors.groupingBy(record -> lastHosts(record).getFirst(), TreeMap::new, Collectors.toList()));
    var tallies = new ArrayList<HostTally>();
    byHost.forEach((host, own) ->
        tallies.add(new HostTally(host.value(), hostClass.apply(host), count(own, Verdict.PASS), count(own, Verdict.FAIL))));
    return tallies;
  }

  private static List<HostId> lastHosts(CaseRecord record) {
    return record.attempts().getLast().hosts();
  }
}
