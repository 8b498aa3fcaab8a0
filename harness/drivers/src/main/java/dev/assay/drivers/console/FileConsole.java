package dev.assay.drivers.console;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A serial console that something writes to a file of this machine, as QEMU does for its own.
 *
 * @param file may become large; only its end is read
 */
public record FileConsole(Path file) implements Console {

  private static final int END = 32 * 1024;

  @Override
  public String tail() {
    try (var opened = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, opened.length() - END);
      var end = new byte[(int) (opened.length() - start)];
      opened.seek(start);
      opened.readFully(end);
      return new String(end, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssayException.Lab("reading the console in " + file + ": " + e.getMessage(), e);
    }
  }
}
