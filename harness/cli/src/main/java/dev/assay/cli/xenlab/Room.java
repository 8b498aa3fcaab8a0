package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Free space on the disk of a folder. */
final class Room {

  /** With less, machines stand still in the middle of a write. */
  private static final Bytes SCARCE = Bytes.mib(200);

  private Room() {}

  static Bytes in(Path folder) {
    try {
      return Bytes.of(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException e) {
      throw new AssayException.Lab("looking at the disk of " + folder + ": " + e, e);
    }
  }

  static void demand(Path folder, Bytes needed, String doing) {
    var free = in(folder);
    if (free.compareTo(needed) < 0) {
      throw new AssayException.Lab(doing + " in " + folder + ": the disk has " + Math.round(free.inMib()) + " MiB free, " + Math.round(needed.inMib())
          + " MiB are needed; free some, or choose another folder with --data-dir");
    }
  }

  /** Say for a message that the disk is full; nothing when it is not. */
  static String complaint(Path folder) {
    var free = in(folder);
    return free.compareTo(SCARCE) < 0 ? "; the disk of " + folder + " has only " + Math.round(free.inMib()) + " MiB free" : "";
  }
}
