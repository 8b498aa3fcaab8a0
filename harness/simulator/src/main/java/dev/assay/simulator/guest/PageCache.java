package dev.assay.simulator.guest;

import java.util.Arrays;
import java.util.TreeMap;

/** Writes to block devices that have not reached them: whole pages, by device name. */
final class PageCache {

  private static final int PAGE = 4096;
  private static final int MOST_DIRTY_PAGES = (64 << 20) / PAGE;

  private final TreeMap<String, TreeMap<Long, byte[]>> dirty = new TreeMap<>();

  boolean isDirty() {
    return !dirty.isEmpty();
  }

  byte[] read(GuestDisk disk, long offset, int length) {
    var bytes = disk.device().read(offset, length);
    var pages = dirty.get(disk.name());
    if (pages != null) {
      pages.subMap(offset / PAGE, true, (offset + bytes.length) / PAGE, true).forEach((number, page) -> overlay(bytes, offset, number * PAGE, page));
    }
    return bytes;
  }

  void write(GuestDisk disk, long offset, byte[] bytes) {
    var pages = dirty.computeIfAbsent(disk.name(), unused -> new TreeMap<>());
    for (long number = offset / PAGE; number * PAGE < offset + bytes.length; number++) {
      var page = pages.get(number);
      if (page == null) {
        page = page(disk, number);
        pages.put(number, page);
      }
      overlay(page, number * PAGE, offset, bytes);
    }
    if (pages.size() > MOST_DIRTY_PAGES) {
      flush(disk);
    }
  }

  void flush(GuestDisk disk) {
    var pages = dirty.remove(disk.name());
    if (pages != null) {
      pages.forEach((number, page) -> disk.device().write(number * PAGE, page));
    }
  }

  /** Forget what was meant for devices that are gone. */
  void dropAllBut(java.util.Collection<String> names) {
    dirty.keySet().retainAll(names);
  }

  PageCache copy() {
    var copy = new PageCache();
    dirty.forEach((name, pages) -> {
      var copied = new TreeMap<Long, byte[]>();
      pages.forEach((number, page) -> copied.put(number, page.clone()));
      copy.dirty.put(name, copied);
    });
    return copy;
  }

  /** Read a page from the device; the last one may be short. */
  private static byte[] page(GuestDisk disk, long number) {
    int length = (int) Math.min(PAGE, disk.device().size().count() - number * PAGE);
    return Arrays.copyOf(disk.device().read(number * PAGE, length), length);
  }

  /** Copy the part of {@code from} that lies over {@code onto}; both start at device offsets. */
  private static void overlay(byte[] onto, long ontoOffset, long fromOffset, byte[] from) {
    long begin = Math.max(ontoOffset, fromOffset);
    long end = Math.min(ontoOffset + onto.length, fromOffset + from.length);
    if (begin < end) {
      System.arraycopy(from, (int) (begin - fromOffset), onto, (int) (begin - ontoOffset), (int) (end - begin));
    }
  }
}
