package dev.assay.cli;

import dev.assay.cli.output.Terminal;

/** Starts the {@code assay} command. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(Terminal::ofProcess, arguments));
  }

  /** Run one command line and return its exit code; tests call this with a terminal of their own. */
  static int run(TerminalFactory terminals, String... arguments) {
    var root = new AssayCommand(terminals);
    return CommandLines.of(root).execute(arguments);
  }

  /** Makes the terminal once it is known whether colour is wanted. */
  interface TerminalFactory {
    Terminal make(boolean noColour);
  }
}
