package dev.assay.site.mail;

import dev.assay.analysis.gate.CriterionResult;
import dev.assay.analysis.gate.GateDecision;
import dev.assay.core.Verdict;
import dev.assay.site.html.Words;
import dev.assay.site.summary.FailureCard;
import dev.assay.site.summary.Summary;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a mail says; its two forms, text and HTML, are made from this.
 *
 * @param picture the content id of the chart, when there is one
 */
public record MailPage(Summary summary, Optional<GateDecision> gate, Past past, Optional<URI> dashboard, Optional<String> picture) {

  private static final int MOST_FAILURES = 10;
  private static final int MOST_BLOCKERS = 4;
  private static final int LINE = 160;

  public String word() {
    return summary.run().verdict().map(Verdict::name).orElse(summary.run().state().name());
  }

  public String style() {
    return summary.run().verdict().map(verdict -> verdict.name().toLowerCase(Locale.ROOT)).orElse("inconclusive");
  }

  /** Return the verdict first, then of what, then what is new. */
  public String subject() {
    var header = summary.run().header();
    var failures = failures();
    return oneLine(word() + " " + header.suite() + " " + header.build().id() + (failures.isEmpty() ? "" : ": " + failures) + " (" + summary.run().id() + ")");
  }

  private String failures() {
    long fresh = summary.failures().stream().filter(FailureCard::isNew).count();
    long known = summary.failures().size() - fresh;
    return String.join(", ", fresh > 0 || known > 0 ? List.of(fresh + " new", known + " known") : List.of());
  }

  public String what() {
    var header = summary.run().header();
    return header.suite() + " on " + header.build().product() + " " + header.build().version() + ", build " + header.build().id() + ", " + summary.run().id() + " in lab " + header.lab();
  }

  public String counts() {
    var counts = summary.counts();
    return counts.passed() + " of " + counts.asked() + " passed (" + Words.percent(counts.passed(), counts.asked()) + "), " + counts.failed() + " failed, " + counts.inconclusive()
        + " inconclusive, " + counts.flaky() + " flaky; data " + Words.percent(counts.decided(), counts.asked()) + " complete";
  }

  public String before() {
    return past.before().map(run -> "before: " + run.verdict().map(Verdict::name).orElse("") + " in " + run.id() + " on " + run.header().build().id()).orElse("before: no whole run of this suite");
  }

  public Optional<String> gateLine() {
    return gate.map(decision -> "gate " + decision.policy().milestone() + ": " + decision.answer().word() + " against " + decision.baseline().orElse("no baseline") + ", "
        + decision.count(CriterionResult.State.FAILED) + " blocking, " + decision.count(CriterionResult.State.PENDING) + " pending, " + decision.count(CriterionResult.State.WAIVED) + " waived");
  }

  public List<String> blockers() {
    return gate.stream().flatMap(decision -> decision.results().stream()).filter(result -> result.state() == CriterionResult.State.FAILED).limit(MOST_BLOCKERS)
        .map(result -> oneLine(result.criterion().id() + ": " + result.evidence())).toList();
  }

  public List<FailureCard> cards() {
    return summary.failures().stream().limit(MOST_FAILURES).toList();
  }

  public String headline(FailureCard card) {
    return oneLine(card.headline());
  }

  public String where(FailureCard card) {
    return card.shown().isEmpty() ? "" : card.shown().getFirst().testCase().value() + (card.attempts() > 1 ? " and " + (card.attempts() - 1) + " more attempts" : "");
  }

  public int more() {
    return summary.failures().size() - cards().size();
  }

  public Optional<String> link() {
    return dashboard.map(base -> base.toString().replaceAll("/+$", "") + "/runs/" + summary.run().id());
  }

  /** Return the next thing to type. */
  public String next() {
    return summary.failures().isEmpty() ? "assay report " + summary.run().id() : "assay logs " + summary.run().id() + " --failed | assay triage ls " + summary.run().id();
  }

  /** Write it as text: verdict, blockers and links within the first ten lines. */
  public String text() {
    var lines = new ArrayList<String>();
    lines.add(word() + "  " + what());
    lines.add(counts());
    link().ifPresent(lines::add);
    lines.add(before());
    gateLine().ifPresent(lines::add);
    blockers().forEach(blocker -> lines.add("  blocking " + blocker));
    lines.add("");
    for (var card : cards()) {
      lines.add(card.signature().verdict() + "  " + (card.isNew() ? "NEW" : "KNOWN") + "  " + card.signature().name() + "  " + headline(card));
      lines.add("      " + where(card));
    }
    if (more() > 0) {
      lines.add("and " + more() + " more signatures");
    }
    lines.add("");
    lines.add("next: " + next());
    lines.add("replay: " + summary.run().header().replay());
    return String.join("\n", lines) + "\n";
  }

  private static String oneLine(String text) {
    var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LINE ? line : line.substring(0, LINE - 1) + "\u2026";
  }
}
