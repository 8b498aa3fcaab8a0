package dev.assay.inventory;

import dev.assay.core.Bytes;
import dev.assay.core.Need;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small labs for tests. */
final class TestingLabs {

  static final Duration LENGTH = Duration.ofMinutes(5);

  private TestingLabs() {}

  /** Make a lab with so many hosts of class {@code std}, named h1, h2 and so on, all on one NFS export. */
  static Lab ofHosts(int count) {
    return named("small", count);
  }

  static Lab named(String name, int count) {
    var hosts = IntStream.rangeClosed(1, count)
        .mapToObj(i -> "      h" + i + ": {class: std, address: 10.0.0." + i + ", mac: \"02:00:00:00:00:" + "%02x".formatted(i) + "\"}")
        .collect(Collectors.joining("\n"));
    return LabFile.parse("test", """
        name: %s
        kind: simulated
        classes:
          std: {cpus: 8, memory: 64GiB, disk: 100GiB, generations: [creedence, dundee]}
        exports:
          nfs1: {kind: nfs, target: "filer:/vms"}
        sites:
          here:
            reaches: [nfs1]
            hosts:
        %s
        builds:
          7.0-1: {product: XenServer, version: "7.0", generation: dundee, media: "http://media/7.0-1"}
        defaultBuild: 7.0-1
        """.formatted(name, hosts));
  }

  static Claimant claimant(String who) {
    return new Claimant("small", who, "run of " + who, "controller of " + who);
  }

  static Need hosts(int count) {
    return Need.of(count);
  }

  static Need withNfs(int count) {
    return new Need(count, Bytes.ZERO, 0, List.of("nfs"), true, "");
  }
}
