package dev.assay.simulator.storage;

import dev.assay.core.Bytes;
import dev.assay.simulator.guest.BlockDevice;

/** Another device that may only be read, such as a CD. */
public record ReadOnlyDevice(BlockDevice device) implements BlockDevice {

  @Override
  public byte[] read(long offset, int length) {
    return device.read(offset, length);
  }

  @Override
  public void write(long offset, byte[] bytes) {
    throw new IllegalStateException("writing to a read-only device");
  }

  @Override
  public void discard(long offset, long length) {
    throw new IllegalStateException("discarding on a read-only device");
  }

  @Override
  public Bytes size() {
    return device.size();
  }

  @Override
  public boolean readOnly() {
    return true;
  }
}
