package dev.assay.simulator.storage;

import dev.assay.core.Bytes;
import dev.assay.simulator.guest.BlockDevice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The contents of one disk: blocks of 4 KiB, kept only where something was written.
 *
 * <p>{@link #fork()} costs nothing: both sides share their blocks until either writes.
 */
public final class DiskImage implements BlockDevice {

  static final int BLOCK = 4096;

  private TreeMap<Long, byte[]> blocks;
  private boolean shared;
  private long size;

  private DiskImage(TreeMap<Long, byte[]> blocks, boolean shared, long size) {
    this.blocks = blocks;
    this.shared = shared;
    this.size = size;
  }

  public static DiskImage empty(Bytes size) {
    return new DiskImage(new TreeMap<>(), false, size.count());
  }

  /** Make a second image that starts with the same contents and goes its own way. */
  public DiskImage fork() {
    shared = true;
    return new DiskImage(blocks, true, size);
  }

  @Override
  public byte[] read(long offset, int length) {
    checkRange(offset, length);
    var bytes = new byte[length];
    for (int done = 0; done < length; ) {
      long position = offset + done;
      int within = (int) (position % BLOCK);
      int count = Math.min(BLOCK - within, length - done);
      var block = blocks.get(position / BLOCK);
      if (block != null) {
        System.arraycopy(block, within, bytes, done, count);
      }
      done += count;
    }
    return bytes;
  }

  @Override
  public void write(long offset, byte[] bytes) {
    checkRange(offset, bytes.length);
    ownBlocks();
    for (int done = 0; done < bytes.length; ) {
      long position = offset + done;
      int within = (int) (position % BLOCK);
      int count = Math.min(BLOCK - within, bytes.length - done);
      var old = blocks.get(position / BLOCK);
      var block = old == null ? new byte[BLOCK] : old.clone();
      System.arraycopy(bytes, done, block, within, count);
      blocks.put(position / BLOCK, block);
      done += count;
    }
  }

  /** Grow, or shrink and forget what lay beyond the new end. */
  public void resize(Bytes newSize) {
    ownBlocks();
    size = newSize.count();
    blocks.tailMap((size + BLOCK - 1) / BLOCK).clear();
  }

  /** Return the extents that were ever written, in order, each at most this long. */
  public List<Extent> extents(int longest) {
    int most = Math.max(1, longest / BLOCK);
    var extents = new ArrayList<Extent>();
    long first = -1;
    long next = -1;
    for (long block : blocks.keySet()) {
      if (block != next || block - first >= most) {
        addExtent(extents, first, next);
        first = block;
      }
      next = block + 1;
    }
    addExtent(extents, first, next);
    return extents;
  }

  private void addExtent(List<Extent> extents, long first, long end) {
    if (first >= 0) {
      long offset = first * BLOCK;
      extents.add(new Extent(offset, (int) Math.min((end - first) * BLOCK, size - offset)));
    }
  }

  /** Return how much of it was ever written. */
  public Bytes allocated() {
    return Bytes.of(Math.min(size, (long) blocks.size() * BLOCK));
  }

  /** Tell whether two images hold the same bytes. */
  public boolean sameContents(DiskImage other) {
    return size == other.size && covers(other) && other.covers(this);
  }

  private boolean covers(DiskImage other) {
    var zeros = new byte[BLOCK];
    return other.blocks.entrySet().stream()
        .allMatch(entry -> Arrays.equals(entry.getValue(), blocks.getOrDefault(entry.getKey(), zeros)));
  }

  @Override
  public Bytes size() {
    return Bytes.of(size);
  }

  @Override
  public boolean readOnly() {
    return false;
  }

  private void ownBlocks() {
    if (shared) {
      blocks = new TreeMap<>(blocks);
      shared = false;
    }
  }

  private void checkRange(long offset, int length) {
    if (offset < 0 || length < 0 || offset + length > size) {
      throw new IllegalArgumentException("disk access at " + offset + " of " + length + " bytes leaves a disk of " + size + " bytes");
    }
  }

  /** A run of bytes that was written. */
  public record Extent(long offset, int length) {}
}
