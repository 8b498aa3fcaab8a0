package dev.assay.drivers.console;

/** What a host printed, best its serial console. A separate role: not every host has one that we can read. */
@FunctionalInterface
public interface Console {

  /** A host whose console nobody reads. */
  Console NONE = () -> "";

  /**
   * Return the end of what was printed so far; empty when nothing is known.
   *
   * @throws dev.assay.core.AssayException.Lab when it cannot be read now
   */
  String tail();

  /** Return the last line that is not blank; empty when there is none. */
  default String lastLine() {
    var printed = tail();
    int end = printed.length();
    while (end > 0 && Character.isWhitespace(printed.charAt(end - 1))) {
      end--;
    }
    return printed.substring(1 + Math.max(printed.lastIndexOf('\n', end - 1), printed.lastIndexOf('\r', end - 1)), end).strip();
  }
}
