package dev.assay.judge.triage;

import java.util.regex.Pattern;

/**
 * Says that error lines which match are a known issue.
 *
 * @param testCase a pattern of case names, with {@code *} for any text
 */
public record Rule(long number, String issue, Pattern pattern, String testCase, String by) {

  boolean covers(String caseName, String line) {
    return pattern.matcher(line).find() && Pattern.matches(glob(testCase), caseName);
  }

  private static String glob(String text) {
    return "\\Q" + text.replace("*", "\\E.*\\Q") + "\\E";
  }
}
