package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the installer said on a host's serial console: by it alone a disk that began empty is known to hold a system. */
final class InstallerSaid {

  private static final String INSTALLER = "installer: ";
  private static final String DONE = "installer: installed ";

  private InstallerSaid() {}

  /** Tell whether the last installation came to its end. */
  static boolean installed(Path console) {
    if (!Files.isRegularFile(console)) {
      return false;
    }
    // Every byte is a letter there: a console may print anything.
    try (var lines = Files.lines(console, StandardCharsets.ISO_8859_1)) {
      return lines.filter(line -> line.contains(INSTALLER)).reduce((_, last) -> last).filter(last -> last.contains(DONE)).isPresent();
    } catch (IOException e) {
      throw new AssayException.Lab("reading " + console + ": " + e, e);
    }
  }
}
