package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes small files whole or not at all. */
final class Whole {

  private Whole() {}

  static void write(Path file, String text) {
    write(file, text, "rw-r--r--");
  }

  static void secret(Path file, String text) {
    write(file, text, "rw-------");
  }

  static void script(Path file, String text) {
    write(file, text, "rwx------");
  }

  private static void write(Path file, String text, String permissions) {
    try {
      Files.createDirectories(file.getParent());
      var part = file.resolveSibling(file.getFileName() + ".part");
      Files.deleteIfExists(part);
      Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(part, text, StandardCharsets.UTF_8);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(permissions));
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new AssayException.Lab("writing " + file + ": " + e + "; look at the disk's free space and its permissions", e);
    }
  }
}
