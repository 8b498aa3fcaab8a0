package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Keeps two commands from changing one lab at once; the system lets go of it when the process ends, however it ends. */
final class LabLock implements AutoCloseable {

  private final FileChannel channel;

  private LabLock(FileChannel channel) {
    this.channel = channel;
  }

  static LabLock take(LabFolder lab) {
    try {
      Files.createDirectories(lab.root());
      var channel = FileChannel.open(lab.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (held(channel)) {
        return new LabLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new AssayException.Usage("using the folder " + lab.root() + ": " + e + "; choose another with --data-dir or ASSAY_DATA");
    }
    throw new AssayException.Unavailable(
        "changing the Xen lab in " + lab.root() + ": another 'assay lab xen' command is at work on it; wait for its end", null);
  }

  private static boolean held(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
