package dev.assay.simulator.machine;

/** What a machine printed on its serial line, the last 64 KiB of it. */
final class Console {

  private static final int KEPT = 64 * 1024;

  private final StringBuilder text = new StringBuilder();

  void line(String line) {
    text.append(line).append('\n');
    if (text.length() > 2 * KEPT) {
      text.delete(0, text.length() - KEPT);
    }
  }

  String text() {
    return text.substring(Math.max(0, text.length() - KEPT));
  }
}
