package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.judge.jira.JiraDefects;
import dev.assay.judge.triage.DefectSource;
import java.net.URI;
import java.util.Optional;

/** Finds the defect tracker that the environment names; secrets come from there only. */
final class Trackers {

  private Trackers() {}

  static Optional<DefectSource> configured() {
    var url = System.getenv().getOrDefault("ASSAY_JIRA_URL", "");
    if (url.isBlank()) {
      return Optional.empty();
    }
    if (!url.matches("https?://\\S+")) {
      throw new AssayException.Usage("reading ASSAY_JIRA_URL: '" + url + "' is no address such as https://jira.example.org");
    }
    var query = System.getenv().getOrDefault("ASSAY_JIRA_QUERY", "resolution = Unresolved");
    return Optional.of(new JiraDefects(URI.create(url), query, () -> System.getenv().getOrDefault("ASSAY_JIRA_TOKEN", "")));
  }
}
