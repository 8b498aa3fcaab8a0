package dev.assay.cli.output;

import java.util.function.Consumer;

/**
 * What a command found, in every form it can be printed in.
 *
 * @param text prints it for people
 * @param json a tree of maps, lists, text, numbers and booleans
 * @param rows its main list, for CSV and JSON lines
 */
public record Answer(Consumer<Terminal> text, Object json, Rows rows) {

  /** Make an answer that is nothing but its rows. */
  public static Answer of(Rows rows) {
    return new Answer(terminal -> TableText.print(rows, terminal), rows.asMaps(), rows);
  }

  /** Say something more to people, after all the rest. */
  public Answer followedBy(String line) {
    return new Answer(terminal -> {
      text.accept(terminal);
      terminal.line(line);
    }, json, rows);
  }
}
