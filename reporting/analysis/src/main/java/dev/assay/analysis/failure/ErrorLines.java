package dev.assay.analysis.failure;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines of a failure's message that tell of an error. A known issue explains a failure only when it explains all of them:
 * a second error hidden behind a known one must be seen.
 */
public final class ErrorLines {

  private static final int MOST = 50;

  /** Words that errors carry, and codes such as SR_BACKEND_FAILURE_47. */
  private static final Pattern ERROR = Pattern.compile(
      "\\b(?:error|fail(?:ed|ure)?|exception|panic|oops|segfault|timed out|refused|corrupt(?:ed)?|lost|killed)\\b|\\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\\b",
      Pattern.CASE_INSENSITIVE);

  /** Codes are written in capitals; without this, any word with an underscore would be one. */
  private static final Pattern CODE = Pattern.compile("\\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\\b");

  private ErrorLines() {}

  /** Return the first line that says something, and every further one that tells of an error. */
  public static List<String> of(String message) {
    var lines = message.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return java.util.stream.IntStream.range(0, lines.size())
        .filter(i -> i == 0 || tells(lines.get(i)))
        .mapToObj(lines::get)
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static boolean tells(String line) {
    return ERROR.matcher(line).results().anyMatch(found -> !found.group().contains("_") || CODE.matcher(found.group()).matches());
  }
}
