package dev.assay.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the command prints: answers on standard output, progress on standard error.
 *
 * <p>Colour only where a terminal is and nobody asked for none; words carry every meaning without it. Control
 * characters in what comes from outside are shown, never obeyed.
 */
public final class Terminal {

  private static final Map<String, String> COLOURS = Map.ofEntries(
      Map.entry("PASS", "32"), Map.entry("GO", "32"), Map.entry("READY", "32"), Map.entry("ok", "32"),
      Map.entry("FAIL", "31"), Map.entry("NO-GO", "31"), Map.entry("NOT READY", "31"),
      Map.entry("INCONCLUSIVE", "33"), Map.entry("PENDING", "33"), Map.entry("INTERRUPTED", "33"), Map.entry("PEND", "33"),
      Map.entry("SKIPPED", "2"), Map.entry("RUNNING", "36"));

  private static final String CLEAR = "\r\033[K";
  private static final String NO_WRAP = "\033[?7l";
  private static final String WRAP = "\033[?7h";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean outIsTerminal;
  private final boolean errIsTerminal;
  private final boolean inIsTerminal;
  private final boolean colour;
  private String status = "";

  Terminal(PrintStream out, PrintStream err, String terminals, boolean colour) {
    this.out = out;
    this.err = err;
    this.outIsTerminal = terminals.contains("out");
    this.errIsTerminal = terminals.contains("err");
    this.inIsTerminal = terminals.contains("in,");
    this.colour = colour;
  }

  /** Make the terminal of this process; the launcher says which of its streams are terminals that can redraw a line. */
  public static Terminal ofProcess(boolean noColour) {
    var asked = !noColour && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(System.out, System.err, System.getProperty("assay.terminals", ""), asked);
  }

  /** Make one that writes to these streams and takes neither for a terminal. */
  public static Terminal plain(PrintStream out, PrintStream err) {
    return new Terminal(out, err, "", false);
  }

  /** Return one that shows the same progress and prints no answers. */
  public Terminal withoutAnswers() {
    return new Terminal(new PrintStream(OutputStream.nullOutputStream()), err, errIsTerminal ? "err," : "", colour);
  }

  PrintStream out() {
    return out;
  }

  /** Whether somebody can be asked something. */
  public boolean canAsk() {
    return inIsTerminal && errIsTerminal;
  }

  /** Ask a question on standard error and read one line; only where {@link #canAsk}. */
  public String ask(String question) {
    err.print(question);
    err.flush();
    var answer = System.console() == null ? null : System.console().readLine();
    return answer == null ? "" : answer;
  }

  /** Whether progress may be drawn on one line that changes. */
  public boolean isLive() {
    return errIsTerminal;
  }

  /** Print a line of the answer. */
  public synchronized void line(String text) {
    draw("", "");
    out.println(text);
    out.flush();
    draw("", status);
  }

  /** Write a file's bytes as the answer. */
  public synchronized void copy(Path file) throws IOException {
    Files.copy(file, out);
    out.flush();
  }

  /** Print lines of progress; control characters in them are shown. */
  public synchronized void progress(String text) {
    var shown = text.lines().map(Terminal::printable).collect(Collectors.joining(System.lineSeparator()));
    draw((colour && errIsTerminal ? paintFirstWord(shown) : shown) + System.lineSeparator(), status);
  }

  /** Show a line that the next one replaces; nothing where standard error is no terminal. */
  public synchronized void status(String text) {
    draw("", text);
    status = text;
  }

  /** Paint a text that is one of our verdict words, when standard output shows colour. */
  public String paint(String text) {
    var code = colour && outIsTerminal ? COLOURS.get(text.strip()) : null;
    return code == null ? text : "\033[" + code + "m" + text + "\033[0m";
  }

  private static String paintFirstWord(String text) {
    var word = text.strip().split(" {2}| ", 2)[0];
    var code = COLOURS.get(word);
    return code == null ? text : text.replaceFirst(java.util.regex.Pattern.quote(word), "\033[" + code + "m" + word + "\033[0m");
  }

  /**
   * Replace the status line by whole lines and a status, in one write so that nothing flickers. The terminal is told not
   * to wrap the status: what a narrow one wraps, nothing could clear again.
   */
  private void draw(String lines, String next) {
    var cleared = errIsTerminal && !status.isEmpty() ? CLEAR : "";
    var drawn = errIsTerminal && !next.isEmpty() ? NO_WRAP + next + WRAP : "";
    err.print(cleared + lines + drawn);
    err.flush();
  }

  /** Replace control characters (a log line may hold anything) by what shows them. */
  public static String printable(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      if (c == '\t') {
        shown.append(' ');
      } else if (Character.isISOControl(c)) {
        shown.append(String.format("\\x%02x", c));
      } else {
        shown.appendCodePoint(c);
      }
    });
    return shown.toString();
  }
}
