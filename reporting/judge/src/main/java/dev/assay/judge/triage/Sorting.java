package dev.assay.judge.triage;

import dev.assay.analysis.failure.ErrorLines;
import dev.assay.core.Verdict;
import dev.assay.judge.triage.Failure.Attempt;
import dev.assay.judge.triage.Finding.Kind;
import dev.assay.judge.triage.Link.How;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what each failure is: a person's decision before a rule, a rule before the same signature linked earlier, that before
 * the same test and template. A case is linked only when one issue covers every error line of all its failed attempts.
 */
final class Sorting {

  private Sorting() {}

  static Finding sort(Failure failure, Knowledge known) {
    var name = failure.testCase().value();
    var answers = failure.attempts().stream().map(attempt -> answer(attempt, name, known)).toList();
    var link = agreed(answers);
    var issue = link.flatMap(Link::issue);
    var kind = kind(failure, issue.isPresent());
    var evidence = Stream.of(failure.why(), link.map(Link::evidence).orElse(""), partly(answers, link)).filter(text -> !text.isEmpty()).toList();
    return new Finding(
        failure.testCase(), kind, failure.ended(), failure.attempts().stream().map(Attempt::signature).distinct().toList(), issue, link.map(Link::how),
        String.join("; ", evidence), known.muted().contains(name));
  }

  private static Kind kind(Failure failure, boolean linked) {
    if (failure.ofTheLab()) {
      return Kind.INFRA;
    }
    if (failure.ended() == Verdict.PASS) {
      return Kind.FLAKY;
    }
    return linked || failure.attempts().stream().allMatch(Attempt::seenBefore) ? Kind.KNOWN : Kind.NEW;
  }

  private static Optional<Link> answer(Attempt attempt, String testCase, Knowledge known) {
    long signature = attempt.signature().number();
    return known.of(signature, testCase, true)
        .or(() -> byRule(attempt, testCase, known.rules()))
        .or(() -> known.of(signature, testCase, false).map(link -> new Link(
            signature, link.testCase(), link.issue(), How.EXACT, "the same failure as before, linked by " + link.by() + ": " + link.evidence(), link.by())))
        .or(() -> byTemplate(attempt, testCase, known));
  }

  /** A rule's issue is the failure's only when rules of that issue cover every error line. */
  private static Optional<Link> byRule(Attempt attempt, String testCase, List<Rule> rules) {
    var lines = ErrorLines.of(attempt.message());
    return rules.stream().map(Rule::issue).distinct()
        .filter(issue -> !lines.isEmpty() && lines.stream().allMatch(line -> covering(line, issue, testCase, rules).isPresent()))
        .findFirst()
        .map(issue -> new Link(attempt.signature().number(), Optional.of(testCase), Optional.of(issue), How.RULE, ruleEvidence(lines, issue, testCase, rules), "rule"));
  }

  private static Optional<Rule> covering(String line, String issue, String testCase, List<Rule> rules) {
    return rules.stream().filter(rule -> rule.issue().equals(issue) && rule.covers(testCase, line)).findFirst();
  }

  private static String ruleEvidence(List<String> lines, String issue, String testCase, List<Rule> rules) {
    var used = new ArrayList<String>();
    lines.forEach(line -> covering(line, issue, testCase, rules).map(rule -> "rule " + rule.number()).filter(name -> !used.contains(name)).ifPresent(used::add));
    return String.join(", ", used) + " of " + issue + " covers all " + lines.size() + " error " + (lines.size() == 1 ? "line" : "lines");
  }

  /** Likeness counts for messages of one error line only: a template says nothing of what else a failure told. */
  private static Optional<Link> byTemplate(Attempt attempt, String testCase, Knowledge known) {
    if (ErrorLines.of(attempt.message()).size() > 1) {
      return Optional.empty();
    }
    var alike = known.alike().apply(attempt.signature().number()).stream().filter(link -> link.issue().isPresent()).toList();
    return alike.stream().map(link -> link.issue().orElseThrow()).distinct().count() == 1
        ? Optional.of(new Link(attempt.signature().number(), Optional.of(testCase), alike.getFirst().issue(), How.TEMPLATE,
            "same test and message template as F-" + alike.getFirst().signature(), "template"))
        : Optional.empty();
  }

  /** All attempts must be the same issue. */
  private static Optional<Link> agreed(List<Optional<Link>> answers) {
    var issues = answers.stream().map(answer -> answer.flatMap(Link::issue)).distinct().toList();
    return issues.size() == 1 && !answers.isEmpty() ? answers.getFirst() : Optional.empty();
  }

  private static String partly(List<Optional<Link>> answers, Optional<Link> agreed) {
    var named = answers.stream().flatMap(Optional::stream).flatMap(link -> link.issue().stream()).distinct().toList();
    return agreed.isPresent() || named.isEmpty() ? "" : "not linked: " + String.join(", ", named) + " explains only some of its attempts";
  }
}
