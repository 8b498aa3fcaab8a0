package dev.assay.drivers.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes of a stream and counts the rest, so that a program that floods fills no memory and never blocks. */
final class CappedOutput extends OutputStream {

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int cap;
  private final Runnable whenClosed;
  private long dropped;

  CappedOutput(int cap, Runnable whenClosed) {
    this.cap = cap;
    this.whenClosed = whenClosed;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int room = Math.min(length, cap - kept.size());
    kept.write(bytes, offset, room);
    dropped += length - room;
  }

  @Override
  public void close() {
    whenClosed.run();
  }

  /** Return what was kept, and how much was not. */
  synchronized String text() {
    var text = kept.toString(StandardCharsets.UTF_8);
    return dropped == 0 ? text : text + "\n[" + dropped + " more bytes were not kept]\n";
  }
}
