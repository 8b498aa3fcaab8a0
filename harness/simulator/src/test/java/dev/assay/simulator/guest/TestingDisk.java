package dev.assay.simulator.guest;

import dev.assay.core.Bytes;
import java.util.Arrays;

/** A disk of a few MiB in memory. */
final class TestingDisk implements BlockDevice {

  final byte[] bytes;

  TestingDisk(Bytes size) {
    bytes = new byte[(int) size.count()];
  }

  @Override
  public byte[] read(long offset, int length) {
    return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
  }

  @Override
  public void write(long offset, byte[] content) {
    System.arraycopy(content, 0, bytes, (int) offset, content.length);
  }

  @Override
  public Bytes size() {
    return Bytes.of(bytes.length);
  }

  @Override
  public boolean readOnly() {
    return false;
  }

  @Override
  public void discard(long offset, long length) {
    Arrays.fill(bytes, (int) offset, (int) (offset + length), (byte) 0);
  }
}
