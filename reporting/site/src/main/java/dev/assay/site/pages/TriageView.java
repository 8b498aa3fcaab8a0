package dev.assay.site.pages;

import dev.assay.judge.triage.Issue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Failures by signature over the latest runs, and what people and rules say they are. */
public record TriageView(
    List<Row> rows, String state, String build, List<String> builds, Optional<Detail> detail, int runs, List<IssueLine> issues, List<RuleLine> rules, List<MuteLine> mutes) {

  /** Count the signatures that only one build has shown. */
  public long fresh() {
    return rows.stream().filter(Row::fresh).count();
  }

  /** Count those that nobody and nothing linked to an issue. */
  public long unlinked() {
    return rows.stream().filter(row -> row.issue().isEmpty()).count();
  }

  /**
   * A signature.
   *
   * @param fresh whether only one build has shown it
   * @param issue the known issue it is linked to; blank when nothing links it
   */
  public record Row(
      long signature, String verdict, String message, String frame, int attempts, int cases, int runs, int builds, String firstBuild, String firstRun, String lastBuild,
      String lastRun, boolean fresh, int hosts, String issue) {

    public String name() {
      return "F-" + signature;
    }

    Row linkedTo(String key) {
      return new Row(signature, verdict, message, frame, attempts, cases, runs, builds, firstBuild, firstRun, lastBuild, lastRun, fresh, hosts, key);
    }
  }

  /**
   * One signature in full.
   *
   * @param links what it is said to be, the last word of a person first
   * @param suggestions issues whose failures read like it; nothing is linked to them by itself
   */
  public record Detail(Row row, List<Place> places, List<LinkLine> links, List<SuggestionLine> suggestions) {}

  public record Place(String run, String build, String testCase, int attempt, String hosts, String blame, String message) {}

  /**
   * A link.
   *
   * @param issue blank where a person decided that it is none of the known issues
   */
  public record LinkLine(String issue, String how, String testCase, String evidence, String by) {}

  public record SuggestionLine(String issue, String title, String like, double likeness) {}

  /**
   * A known issue.
   *
   * @param failures how many signatures are linked to it
   */
  public record IssueLine(Issue issue, List<String> failures) {}

  public record RuleLine(long number, String issue, String pattern, String cases, String by) {}

  public record MuteLine(String testCase, String owner, String reason, String ticket, Instant expires, boolean expired, String by) {}
}
