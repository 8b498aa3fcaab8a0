package dev.assay.judge.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.CaseId;
import dev.assay.core.Verdict;
import dev.assay.judge.triage.Finding.Kind;
import dev.assay.judge.triage.Link.How;
import dev.assay.store.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.testng.annotations.Test;

public class SortingTests {

  private static final String CASE = "bvt/snapshot/revert";
  private static final Knowledge NOTHING = known(List.of(), List.of(), List.of());

  @Test
  public void failureThatNothingExplainsIsNewAndOneSeenBeforeIsKnown() {
    assertThat(Sorting.sort(failed("lost"), NOTHING).kind()).isEqualTo(Kind.NEW);
    assertThat(Sorting.sort(new Failure(CaseId.of(CASE), Verdict.FAIL, List.of(attempt(1, "lost", true)), false, ""), NOTHING).kind()).isEqualTo(Kind.KNOWN);
  }

  @Test
  public void labsOwnComesFirstThenWhatPassedWhenTriedAgain() {
    var rule = known(List.of(), List.of(rule("I-1", "lost")), List.of());

    assertThat(Sorting.sort(new Failure(CaseId.of(CASE), Verdict.FAIL, List.of(attempt(1, "lost", false)), true, "host h1"), rule).kind()).isEqualTo(Kind.INFRA);
    assertThat(Sorting.sort(new Failure(CaseId.of(CASE), Verdict.PASS, List.of(attempt(1, "lost", false)), false, ""), rule).kind()).isEqualTo(Kind.FLAKY);
  }

  @Test
  public void ruleLinksOnlyWhenItsIssueCoversEveryErrorLine() {
    var rules = known(List.of(), List.of(rule("I-1", "vm lost")), List.of());

    assertThat(Sorting.sort(failed("vm lost"), rules).issue()).contains("I-1");
    assertThat(Sorting.sort(failed("vm lost\nkernel panic"), rules).issue()).isEmpty();
    assertThat(Sorting.sort(failed("vm lost\nkernel panic"), known(List.of(), List.of(rule("I-1", "vm lost"), rule("I-1", "panic")), List.of())).issue()).contains("I-1");
    assertThat(Sorting.sort(failed("vm lost\nkernel panic"), known(List.of(), List.of(rule("I-1", "vm lost"), rule("I-2", "panic")), List.of())).issue()).isEmpty();
  }

  @Test
  public void personIsBelievedBeforeARuleAndARuleBeforeWhatWasLinkedByItself() {
    var rules = List.of(rule("I-2", "lost"));
    var byItself = new Link(1, Optional.of(CASE), Optional.of("I-3"), How.TEMPLATE, "alike", "template");

    assertThat(Sorting.sort(failed("lost"), known(List.of(human("I-1"), byItself), rules, List.of())).issue()).contains("I-1");
    assertThat(Sorting.sort(failed("lost"), known(List.of(byItself), rules, List.of())).issue()).contains("I-2");
    assertThat(Sorting.sort(failed("lost"), known(List.of(byItself), List.of(), List.of())).how()).contains(How.EXACT);
  }

  @Test
  public void whatAPersonSplitNoRuleLinksAgain() {
    var split = new Link(1, Optional.empty(), Optional.empty(), How.HUMAN, "kim decided", "kim");

    var finding = Sorting.sort(failed("lost"), known(List.of(split), List.of(rule("I-1", "lost")), List.of()));

    assertThat(finding.issue()).isEmpty();
    assertThat(finding.kind()).isEqualTo(Kind.NEW);
  }

  @Test
  public void sameTestAndTemplateLinksUnlessTheyAreTwoIssues() {
    var one = new Link(7, Optional.empty(), Optional.of("I-1"), How.HUMAN, "said", "kim");
    var other = new Link(8, Optional.empty(), Optional.of("I-2"), How.HUMAN, "said", "kim");

    assertThat(Sorting.sort(failed("lost"), known(List.of(), List.of(), List.of(one))).how()).contains(How.TEMPLATE);
    assertThat(Sorting.sort(failed("lost"), known(List.of(), List.of(), List.of(one, other))).issue()).isEmpty();
    assertThat(Sorting.sort(failed("lost\nkernel panic"), known(List.of(), List.of(), List.of(one))).issue()).isEmpty();
  }

  @Test
  public void caseWhoseAttemptsAreDifferentIssuesIsLinkedToNone() {
    var failure = new Failure(CaseId.of(CASE), Verdict.FAIL, List.of(attempt(1, "lost", false), attempt(2, "panic", false)), false, "");

    var finding = Sorting.sort(failure, known(List.of(human("I-1")), List.of(), List.of()));

    assertThat(finding.issue()).isEmpty();
    assertThat(finding.evidence()).isEqualTo("not linked: I-1 explains only some of its attempts");
  }

  private static Knowledge known(List<Link> links, List<Rule> rules, List<Link> alike) {
    return new Knowledge(links, rules, _ -> alike, List.of());
  }

  private static Link human(String issue) {
    return new Link(1, Optional.empty(), Optional.of(issue), How.HUMAN, "said by kim", "kim");
  }

  private static Rule rule(String issue, String pattern) {
    return new Rule(1, issue, Pattern.compile(pattern), "bvt/*", "kim");
  }

  private static Failure failed(String... messages) {
    return new Failure(CaseId.of(CASE), Verdict.FAIL, Arrays.stream(messages).map(message -> attempt(1, message, false)).toList(), false, "");
  }

  private static Failure.Attempt attempt(long signature, String message, boolean seenBefore) {
    return new Failure.Attempt(new Signature(signature, Verdict.FAIL, message, "C#m"), message, List.of(), seenBefore);
  }
}
