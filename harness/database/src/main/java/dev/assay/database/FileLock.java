package dev.assay.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** A lock among processes, by a file, that also holds among the threads of one. The system frees it when its holder dies. */
final class FileLock implements AutoCloseable {

  /** The system's file locks belong to a process, so threads of one need this as well. */
  private static final ReentrantLock AMONG_THREADS = new ReentrantLock();

  private final FileChannel channel;

  private FileLock(FileChannel channel) {
    this.channel = channel;
  }

  static FileLock acquire(Path path) throws IOException {
    AMONG_THREADS.lock();
    try {
      var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      return new FileLock(channel);
    } catch (IOException | RuntimeException e) {
      AMONG_THREADS.unlock();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      AMONG_THREADS.unlock();
    }
  }
}
