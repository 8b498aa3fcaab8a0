package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.guest.BlockDevice;
import dev.assay.simulator.storage.DiskImage;
import java.util.Optional;

/** A VDI as a domain's disk. It remembers what the latest write replaced, for a defect that loses it. */
final class VdiDevice implements BlockDevice {

  private final Pool pool;
  private final Entity vdi;
  private final boolean readOnly;
  private Optional<Replaced> latest = Optional.empty();

  private record Replaced(long offset, byte[] bytes) {}

  VdiDevice(Pool pool, Entity vdi, boolean readOnly) {
    this.pool = pool;
    this.vdi = vdi;
    this.readOnly = readOnly;
  }

  private DiskImage image() {
    return Volumes.of(pool, vdi).image();
  }

  @Override
  public byte[] read(long offset, int length) {
    return image().read(offset, length);
  }

  @Override
  public void write(long offset, byte[] bytes) {
    if (readOnly) {
      throw new IllegalStateException("writing to read-only VDI " + vdi.ref());
    }
    var image = image();
    latest = Optional.of(new Replaced(offset, image.read(offset, bytes.length)));
    image.write(offset, bytes);
  }

  @Override
  public void discard(long offset, long length) {
    image().discard(offset, length);
  }

  /** Undo the latest write. */
  void loseLatestWrite() {
    latest.ifPresent(replaced -> image().write(replaced.offset(), replaced.bytes()));
    latest = Optional.empty();
  }

  @Override
  public Bytes size() {
    return image().size();
  }

  @Override
  public boolean readOnly() {
    return readOnly;
  }
}
