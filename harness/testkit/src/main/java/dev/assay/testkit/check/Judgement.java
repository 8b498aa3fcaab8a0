package dev.assay.testkit.check;

import dev.assay.core.Verdict;
import dev.assay.core.run.HistoryEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What checkers say of a history.
 *
 * @param opinions one of each checker, in the order in which they were asked
 */
public record Judgement(List<Opinion> opinions) {

  /**
   * What one checker says: it passes, it fails with findings, or it crashed and so says nothing.
   *
   * @param crash why it crashed; blank when it did not
   */
  public record Opinion(String checker, List<Finding> findings, String crash) {

    public Opinion {
      findings = List.copyOf(findings);
    }

    public Verdict verdict() {
      return !findings.isEmpty() ? Verdict.FAIL : crash.isBlank() ? Verdict.PASS : Verdict.INCONCLUSIVE;
    }
  }

  /** The finding that came first in time, with who made it. */
  public record First(String checker, Finding finding) {}

  public Judgement {
    opinions = List.copyOf(opinions);
  }

  /** Ask each checker; one that crashes spoils no other. A history that is not whole is judged by nobody. */
  public static Judgement of(List<HistoryEvent> events, List<Checker> checkers) {
    var opinions = new ArrayList<Opinion>();
    for (var checker : checkers) {
      opinions.add(ask(checker, events));
    }
    return new Judgement(opinions);
  }

  private static Opinion ask(Checker checker, List<HistoryEvent> events) {
    try {
      return new Opinion(checker.name(), checker.checked().check(events), "");
    } catch (RuntimeException e) {
      // A checker's crash is an answer too: it must neither pass nor end the run.
      return new Opinion(checker.name(), List.of(), e.toString());
    }
  }

  /** Combine by the worst. */
  public Verdict verdict() {
    return opinions.stream().map(Opinion::verdict).max(Comparator.naturalOrder()).orElse(Verdict.INCONCLUSIVE);
  }

  public Optional<First> first() {
    return opinions.stream()
        .flatMap(opinion -> opinion.findings().stream().limit(1).map(finding -> new First(opinion.checker(), finding)))
        .min(Comparator.comparingLong(first -> first.finding().at().sequence()));
  }

  /** List the findings and the crashes, a line each. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (var opinion : opinions) {
      opinion.findings().forEach(finding -> lines.add(opinion.checker() + ": " + finding.what() + " (" + finding.at().at() + ")"));
      if (!opinion.crash().isBlank()) {
        lines.add(opinion.checker() + ": crashed, so that nothing can be said: " + opinion.crash());
      }
    }
    return List.copyOf(lines);
  }
}
