package dev.assay.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much is free on the disk of a folder of this machine. */
public record DiskRoom(Path folder, Bytes free) {

  /** What an emulated machine that finds less has already stopped for, or will at its next writes. */
  private static final Bytes NONE = Bytes.mib(16);

  public static DiskRoom of(Path folder) {
    try {
      return new DiskRoom(folder, Bytes.of(Files.getFileStore(folder).getUsableSpace()));
    } catch (IOException e) {
      throw new AssayException.Lab("looking at the disk of " + folder + ": " + e, e);
    }
  }

  public boolean isUsedUp() {
    return free.compareTo(NONE) < 0;
  }

  /** Say how much is left, as part of a sentence. */
  public String describe() {
    return "the disk of " + folder + " has only " + (long) free.inMib() + " MiB free";
  }
}
