package dev.assay.drivers.install;

import dev.assay.core.AssayException;
import dev.assay.drivers.console.Console;
import java.util.Optional;

/** What an installer prints while there is nothing to log in to yet. */
record InstallerConsole(Console console) {

  static InstallerConsole of(Console console) {
    return new InstallerConsole(console);
  }

  /** Return why it stopped, in its own words, when the last that it printed says so. */
  Optional<String> stopped() {
    var last = lastPrinted();
    if (!last.startsWith("ERROR") && !last.contains("stands still")) {
      return Optional.empty();
    }
    return Optional.of(console.tail().lines().filter(line -> line.startsWith("ERROR")).reduce((first, second) -> second).orElse(last));
  }

  /** A console that is the host's own log is silent while the installer runs. */
  private String lastPrinted() {
    try {
      return console.lastLine();
    } catch (AssayException.Lab e) {
      return "";
    }
  }
}
