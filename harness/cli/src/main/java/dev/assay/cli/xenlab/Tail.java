package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log that may be long and may hold anything. */
final class Tail {

  private static final int MOST_BYTES = 1 << 20;

  private Tail() {}

  /** Return the last lines, without what moves a terminal's cursor; nothing where there is no such file. */
  static String of(Path file, int lines) {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (var open = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, open.length() - MOST_BYTES);
      open.seek(start);
      var bytes = new byte[(int) (open.length() - start)];
      open.readFully(bytes);
      return lastLines(new String(bytes, StandardCharsets.UTF_8), lines);
    } catch (IOException e) {
      throw new AssayException.Lab("reading " + file + ": " + e, e);
    }
  }

  static String lastLines(String text, int count) {
    List<String> lines = text.replaceAll("\u001b\\[[0-9;?=]*[a-zA-Z]|\u001bc|\r", "").lines().filter(line -> !line.isBlank()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
