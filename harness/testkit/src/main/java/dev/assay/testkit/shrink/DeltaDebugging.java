package dev.assay.testkit.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Shortens a list that fails to one that fails still and of which no single element can be left out (ddmin; Zeller and
 * Hildebrandt, IEEE Transactions on Software Engineering 28 (2002) 183-200).
 *
 * @param mostTries how many lists are tried at most; when they are used up, the shortest found so far is the answer
 */
public record DeltaDebugging(int mostTries) {

  /**
   * What came of it.
   *
   * @param minimal whether it was seen that nothing more can be left out
   */
  public record Shortest<T>(List<T> list, int tries, boolean minimal) {}

  /** Shorten a list that is known to fail, by asking which shorter ones do. */
  public <T> Shortest<T> shorten(List<T> failing, Predicate<List<T>> fails) {
    var current = List.copyOf(failing);
    int parts = 2;
    int tries = 0;
    while (current.size() >= 2) {
      boolean shorter = false;
      for (int part = 0; part < parts && !shorter; part++) {
        if (tries == mostTries) {
          return new Shortest<>(current, tries, false);
        }
        var rest = without(current, part, parts);
        tries++;
        if (fails.test(rest)) {
          current = rest;
          parts = Math.max(parts - 1, 2);
          shorter = true;
        }
      }
      if (!shorter) {
        if (parts >= current.size()) {
          return new Shortest<>(current, tries, true);
        }
        parts = Math.min(current.size(), 2 * parts);
      }
    }
    return new Shortest<>(current, tries, true);
  }

  private static <T> List<T> without(List<T> list, int part, int parts) {
    int from = part * list.size() / parts;
    int to = (part + 1) * list.size() / parts;
    var rest = new ArrayList<>(list.subList(0, from));
    rest.addAll(list.subList(to, list.size()));
    return List.copyOf(rest);
  }
}
