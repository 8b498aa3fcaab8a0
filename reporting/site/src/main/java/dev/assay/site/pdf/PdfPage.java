package dev.assay.site.pdf;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.core.Verdict;
import dev.assay.site.html.Words;
import dev.assay.site.pictures.Drawing;
import dev.assay.site.summary.CaseLine;
import dev.assay.site.summary.FailureCard;
import dev.assay.site.summary.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the template of the PDF shows: paper is for people, so long lists end with how much more there is.
 *
 * @param pictures what can be drawn here, by name
 */
public record PdfPage(Summary summary, Optional<GateDecision> gate, String css, Map<String, Drawing> pictures) {

  private static final int MOST_FAILURES = 40;
  private static final int MOST_CASES_OF_A_FAILURE = 6;
  private static final int MOST_TEXT = 1_500;
  private static final int MOST_CASES = 400;
  static final int MOST_KPIS = 60;
  private static final double PAGE_WIDTH = 180;

  public String word() {
    return summary.run().verdict().map(Verdict::name).orElse(summary.run().state().name());
  }

  public String style() {
    return summary.run().verdict().map(verdict -> verdict.name().toLowerCase(Locale.ROOT)).orElse("inconclusive");
  }

  public String title() {
    var header = summary.run().header();
    return word() + " " + header.suite() + " on " + header.build().id() + ", " + summary.run().id();
  }

  public List<FailureCard> failures() {
    return summary.failures().stream().limit(MOST_FAILURES).toList();
  }

  public int moreFailures() {
    return summary.failures().size() - failures().size();
  }

  public List<FailureCard.FailedAttempt> attempts(FailureCard card) {
    return card.shown().stream().limit(MOST_CASES_OF_A_FAILURE).toList();
  }

  /** Return what an attempt said, cut where it would fill pages. */
  public String message(FailureCard card) {
    var text = card.shown().stream().map(attempt -> attempt.outcome().message()).findFirst().orElse(card.signature().message());
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + " [...]";
  }

  /** Return the cases that did not plainly pass. */
  public List<CaseLine> notable() {
    return summary.cases().stream().filter(line -> !line.is(Verdict.PASS) || line.isFlaky()).limit(MOST_CASES).toList();
  }

  public int moreNotable() {
    var counts = summary.counts();
    return counts.planned() - counts.passed() + counts.flaky() - notable().size();
  }

  public int kpis() {
    return Math.min(MOST_KPIS, summary.kpis().size());
  }

  /** Return how high the picture of hosts is on a page 180 mm wide, in millimetres. */
  public long hostHeight() {
    var hosts = pictures.get("hosts");
    return hosts == null ? 0 : Math.round(PAGE_WIDTH * hosts.height() / hosts.width());
  }

  public boolean has(String picture) {
    return pictures.containsKey(picture);
  }

  public String word(CaseLine line) {
    return Words.sign(line.verdict()) + " " + Words.word(line.verdict());
  }
}
