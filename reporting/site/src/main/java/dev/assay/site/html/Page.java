package dev.assay.site.html;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.core.Verdict;
import dev.assay.site.exports.EvidenceFiles;
import dev.assay.site.summary.FailureCard.FailedAttempt;
import dev.assay.site.summary.KpiLine;
import dev.assay.site.summary.Summary;
import dev.assay.store.Findings.HeldEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the report's template shows.
 *
 * @param css the style sheet's text
 * @param hostPicture SVG; absent when there is nothing to draw or the machine cannot draw
 * @param evidence the folder of evidence beside the page, as a relative address ending in a slash; absent when not written
 */
public record Page(Summary summary, Optional<GateDecision> gate, String css, Optional<String> hostPicture, List<KpiRow> kpis, Optional<String> evidence) {

  /** A metric with its picture, blank when it has none. */
  public record KpiRow(KpiLine line, String picture) {}

  /** Return the word that stands largest: the verdict, or the state of a run that has none yet. */
  public String word() {
    return summary.run().verdict().map(Verdict::name).orElse(summary.run().state().name());
  }

  public String style() {
    return summary.run().verdict().map(verdict -> verdict.name().toLowerCase(Locale.ROOT)).orElse("inconclusive");
  }

  public String sign() {
    return summary.run().verdict().map(Words::sign).orElse("\u2026");
  }

  /** Return how long the run took by the wall clock, once it has ended. */
  public Optional<Duration> wallClock() {
    return summary.run().ended().map(ended -> Duration.between(summary.run().started(), ended));
  }

  public String link(FailedAttempt attempt, HeldEvidence file) {
    return evidence.orElse("") + EvidenceFiles.path(file.place(), attempt.evidence().indexOf(file), file.name());
  }
}
