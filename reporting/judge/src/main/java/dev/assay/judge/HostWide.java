package dev.assay.judge;

import dev.assay.analysis.rates.HostPattern;
import dev.assay.core.HostId;
import dev.assay.core.Verdict;
import dev.assay.store.CaseRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/** Looks for failures that hang on one host: those are the lab's, and say nothing about the product. */
public final class HostWide {

  private HostWide() {}

  /** Find the host that most failures of a run hang on. */
  public static Optional<HostPattern.Suspect> suspect(List<CaseRecord> cases) {
    return HostPattern.of(ended(cases));
  }

  static List<HostPattern.Ended> ended(List<CaseRecord> cases) {
    return cases.stream()
        .filter(record -> record.verdict().filter(verdict -> verdict == Verdict.PASS || verdict == Verdict.FAIL).isPresent())
        .map(record -> new HostPattern.Ended(
            record.planned().id().value(), record.attempts().getLast().hosts().stream().map(HostId::value).toList(),
            record.verdict().filter(verdict -> verdict == Verdict.FAIL).isPresent()))
        .toList();
  }

  /** List the failed cases that ran on the suspect. */
  public static SequencedSet<CaseRecord> failuresOn(List<CaseRecord> cases, Optional<HostPattern.Suspect> suspect) {
    return suspect.map(found -> cases.stream()
        .filter(record -> record.verdict().filter(verdict -> verdict == Verdict.FAIL).isPresent())
        .filter(record -> record.attempts().getLast().hosts().contains(HostId.of(found.host())))
        .collect(Collectors.<CaseRecord, SequencedSet<CaseRecord>>toCollection(LinkedHashSet::new))).orElseGet(LinkedHashSet::new);
  }
}
