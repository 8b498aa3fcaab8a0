package dev.assay.testkit.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Nearest {

  private Nearest() {}

  /** Return the choice that takes the fewest edits, if that is at most a third of its length. */
  public static Optional<String> to(String typed, List<String> choices) {
    return choices.stream()
        .min(Comparator.comparingInt(choice -> edits(typed, choice)))
        .filter(choice -> edits(typed, choice) <= Math.max(1, choice.length() / 3));
  }

  /** Count insertions, deletions and substitutions (Levenshtein), row by row. */
  private static int edits(String from, String to) {
    var row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
