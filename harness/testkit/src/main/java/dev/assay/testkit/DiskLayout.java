package dev.assay.testkit;

import dev.assay.core.Bytes;
import java.util.Arrays;
import java.util.List;

/** How the disk that a host's control domain lies on is divided: the sizes of its parts, in their order. */
public record DiskLayout(List<Bytes> parts) {

  /** Read it from the kernel's list: the parts of the first disk that has any. */
  static DiskLayout of(Host host) {
    var lines = host.read("/proc/partitions").lines().map(line -> line.trim().split("\\s+")).filter(words -> words.length == 4 && words[0].matches("\\d+")).toList();
    var disks = lines.stream().map(words -> words[3]).filter(name -> name.matches("[a-z]+")).toList();
    return new DiskLayout(disks.stream()
        .map(disk -> lines.stream().filter(words -> words[3].matches(disk + "\\d+")).map(words -> Bytes.of(Long.parseLong(words[2]) * 1024)).toList())
        .filter(parts -> !parts.isEmpty())
        .findFirst()
        .orElse(List.of()));
  }

  /** Tell whether it has parts of these sizes, in whatever order and whatever else there is. */
  public boolean has(Bytes... sizes) {
    var left = new java.util.ArrayList<>(parts);
    return Arrays.stream(sizes).allMatch(left::remove);
  }
}
