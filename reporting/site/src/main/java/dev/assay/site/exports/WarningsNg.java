package dev.assay.site.exports;

import dev.assay.core.Verdict;
import dev.assay.site.summary.FailureCard;
import dev.assay.site.summary.FailureCard.FailedAttempt;
import dev.assay.site.summary.Summary;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes failures as issues for Jenkins' Warnings Next Generation plugin, in its native JSON.
 *
 * <p>The signature is the fingerprint, so that the plugin tells new from outstanding failures as Assay does.
 */
public final class WarningsNg {

  private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private WarningsNg() {}

  public static void write(Writer out, Summary summary) throws IOException {
    var issues = summary.failures().stream().flatMap(card -> card.shown().stream().map(attempt -> issue(card, attempt))).toList();
    var json = new LinkedHashMap<String, Object>();
    json.put("_class", "io.jenkins.plugins.analysis.core.restapi.ReportApi");
    json.put("issues", issues);
    json.put("size", issues.size());
    out.write(MAPPER.writeValueAsString(json));
  }

  private static Map<String, Object> issue(FailureCard card, FailedAttempt attempt) {
    var issue = new LinkedHashMap<String, Object>();
    issue.put("fileName", card.signature().frame().split("#", 2)[0].replace('.', '/') + ".java");
    issue.put("moduleName", attempt.testCase().value());
    issue.put("packageName", card.signature().frame());
    issue.put("category", card.isNew() ? "new" : "known");
    issue.put("type", card.signature().name());
    issue.put("severity", severity(card, attempt));
    issue.put("message", attempt.outcome().headline());
    issue.put("description", attempt.stack());
    issue.put("fingerprint", card.signature().name() + " " + attempt.testCase());
    return issue;
  }

  /** What failed for good is an error; what passed when tried again, or is not the product's, is less. */
  private static String severity(FailureCard card, FailedAttempt attempt) {
    return card.signature().verdict() == Verdict.FAIL && !attempt.passedLater() ? "ERROR" : attempt.passedLater() ? "LOW" : "NORMAL";
  }
}
