package dev.assay.judge.triage;

import dev.assay.analysis.gate.Severity;

/**
 * A known defect.
 *
 * @param key its name in its source, such as {@code I-3} or {@code XSO-1234}
 * @param source where it is kept: {@code assay}, or the name of a tracker
 * @param impact what it means for those who would use the build; blank until somebody writes it down
 */
public record Issue(String key, String source, String title, boolean open, Severity severity, String impact, String owner, String url) {

  public Issue {
    if (key.isBlank() || title.isBlank()) {
      throw new IllegalArgumentException("an issue has a key and a title: '" + key + "', '" + title + "'");
    }
  }
}
