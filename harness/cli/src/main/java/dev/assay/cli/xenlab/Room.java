package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.DiskRoom;
import java.nio.file.Path;

/** Free space on the disk of a folder. */
final class Room {

  /** With less, machines stand still in the middle of a write. */
  private static final Bytes SCARCE = Bytes.mib(200);

  private Room() {}

  static void demand(Path folder, Bytes needed, String doing) {
    var free = DiskRoom.of(folder).free();
    if (free.compareTo(needed) < 0) {
      throw new AssayException.Lab(doing + " in " + folder + ": the disk has " + Math.round(free.inMib()) + " MiB free, " + Math.round(needed.inMib())
          + " MiB are needed; free some, or choose another folder with --data-dir");
    }
  }

  /** Say for a message that the disk is full; nothing when it is not. */
  static String complaint(Path folder) {
    var room = DiskRoom.of(folder);
    return room.free().compareTo(SCARCE) < 0 ? "; " + room.describe() : "";
  }

  /** Tell whether machines whose disks are there stand still, or will at their next writes. */
  static boolean isUsedUp(Path folder) {
    return DiskRoom.of(folder).isUsedUp();
  }
}
