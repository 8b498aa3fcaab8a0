package dev.assay.simulator.guest;

import dev.assay.core.Bytes;

/** A virtual disk as its guest sees it: bytes at offsets. What is written here is durable. No method waits. */
public interface BlockDevice {

  byte[] read(long offset, int length);

  void write(long offset, byte[] bytes);

  /** Say that what lies there is not needed: it reads as zeros from now on, and thin storage gets its space back. */
  void discard(long offset, long length);

  Bytes size();

  boolean readOnly();
}
