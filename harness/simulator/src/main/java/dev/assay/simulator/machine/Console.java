package dev.assay.simulator.machine;

import org.jspecify.annotations.Nullable;

/** What a machine printed on its serial line, the last 64 KiB of it. */
final class Console {

  private static final int KEPT = 64 * 1024;

  private final StringBuilder text = new StringBuilder();

  /** Read again and again while nothing is printed. */
  private @Nullable String read;

  void line(String line) {
    read = null;
    text.append(line).append('\n');
    if (text.length() > 2 * KEPT) {
      text.delete(0, text.length() - KEPT);
    }
  }

  String text() {
    var known = read;
    if (known == null) {
      known = text.substring(Math.max(0, text.length() - KEPT));
      read = known;
    }
    return known;
  }
}
