package dev.assay.simulator.storage;

import dev.assay.core.Bytes;
import dev.assay.simulator.guest.BlockDevice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

  /** The blocks that this image keeps itself, the others being its ancestors'; null when it has none and keeps all. */
  private @Nullable Set<Long> own;

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

  /** Make an image that starts with the same contents and keeps only what is written to it; see {@link #beginAnew()}. */
  DiskImage child() {
    var child = fork();
    child.own = new HashSet<>();
    return child;
  }

  /** Leave to an ancestor what this image kept itself until now: returns those blocks. */
  Set<Long> beginAnew() {
    shared = true;
    var left = own == null ? blocks.keySet() : own;
    own = new HashSet<>();
    return left;
  }

  /** Keep these blocks too: an ancestor's that was merged into this image. */
  void takeOver(Set<Long> ancestors) {
    if (own != null) {
      own.addAll(ancestors);
    }
  }

  /** Return the blocks that it keeps itself. */
  Set<Long> ownBlockNumbers() {
    return own == null ? blocks.keySet() : own;
  }

  /** Return how much of what was written it keeps itself. */
  public Bytes ownAllocated() {
    return own == null ? allocated() : Bytes.of(Math.min(size, (long) own.size() * BLOCK));
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
      if (own != null) {
        own.add(position / BLOCK);
      }
      done += count;
    }
  }

  @Override
  public void discard(long offset, long length) {
    if (offset < 0 || length < 0 || offset + length > size) {
      throw new IllegalArgumentException("discarding " + length + " bytes at " + offset + " leaves a disk of " + size + " bytes");
    }
    long first = (offset + BLOCK - 1) / BLOCK;
    ownBlocks();
    var whole = blocks.subMap(first, Math.max(first, (offset + length) / BLOCK));
    if (own != null) {
      own.removeAll(whole.keySet());
    }
    whole.clear();
  }

  /** Grow, or shrink and forget what lay beyond the new end. */
  public void resize(Bytes newSize) {
    ownBlocks();
    size = newSize.count();
    blocks.tailMap((size + BLOCK - 1) / BLOCK).clear();
    if (own != null) {
      own.removeIf(block -> block >= (size + BLOCK - 1) / BLOCK);
    }
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
