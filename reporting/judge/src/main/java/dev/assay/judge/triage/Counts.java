package dev.assay.judge.triage;

import dev.assay.judge.triage.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many of a run's failures are new, known, flaky, and the lab's; muted ones are among them. */
public record Counts(int fresh, int known, int flaky, int infra, int muted) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  public static Counts of(List<Finding> findings) {
    return new Counts(
        count(findings, Kind.NEW), count(findings, Kind.KNOWN), count(findings, Kind.FLAKY), count(findings, Kind.INFRA),
        Math.toIntExact(findings.stream().filter(Finding::muted).count()));
  }

  private static int count(List<Finding> findings, Kind kind) {
    return Math.toIntExact(findings.stream().filter(finding -> finding.kind() == kind).count());
  }

  /** Describe it in a few words, such as {@code 2 new, 3 known, 1 flaky}; blank when nothing failed. */
  public String describe() {
    var words = new ArrayList<String>();
    add(words, fresh, Kind.NEW.name());
    add(words, known, Kind.KNOWN.name());
    add(words, flaky, Kind.FLAKY.name());
    add(words, infra, Kind.INFRA.name());
    add(words, muted, "muted");
    return String.join(", ", words);
  }

  private static void add(List<String> words, int count, String what) {
    if (count > 0) {
      words.add(count + " " + what.toLowerCase(Locale.ROOT));
    }
  }
}
