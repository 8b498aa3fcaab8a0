package dev.assay.simulator.xapi;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the hosts of a pool with high availability know of each other: over the network and by a file on shared storage. A host
 * that is cut off from the larger part, or that alone cannot write the file, stops itself rather than run VMs that are about to
 * start elsewhere.
 */
final class Heartbeats {

  private static final Duration LOOK = Duration.ofSeconds(20);

  private final Pool pool;
  private final Map<HostToolstack, Instant> apartSince = new HashMap<>();
  private boolean beating;

  Heartbeats(Pool pool) {
    this.pool = pool;
  }

  /** Beat until high availability is switched off. */
  void begin() {
    if (!beating) {
      beating = true;
      pool.master().doors().time().schedule(LOOK, this::look);
    }
  }

  private void look() {
    if (!pool.record().flag("ha_enabled")) {
      beating = false;
      apartSince.clear();
      return;
    }
    var up = pool.members().stream().filter(HostToolstack::isUp).toList();
    var together = largest(up);
    boolean anyWrites = up.stream().anyMatch(this::writes);
    for (var host : up) {
      judge(host, together.contains(host) && (writes(host) || !anyWrites));
    }
    pool.master().doors().time().schedule(LOOK, this::look);
  }

  private void judge(HostToolstack host, boolean fit) {
    var now = host.doors().time().now();
    if (fit) {
      apartSince.remove(host);
    } else if (Duration.between(apartSince.computeIfAbsent(host, _ -> now), now).compareTo(HighAvailability.SILENCE) >= 0) {
      apartSince.remove(host);
      host.note("ha.fenced", Map.of());
      host.doors().fence();
    }
  }

  /** Return the most hosts that all hear one host and are heard by it; of two halves that with the first host by uuid. */
  private static List<HostToolstack> largest(List<HostToolstack> up) {
    return up.stream()
        .sorted(Comparator.comparing(host -> host.record().uuid()))
        .map(host -> up.stream().filter(other -> hears(host, other) && hears(other, host)).toList())
        .reduce(List.of(), (best, group) -> group.size() > best.size() ? group : best);
  }

  private static boolean hears(HostToolstack host, HostToolstack other) {
    return host == other || host.doors().network().reaches(other.address());
  }

  private boolean writes(HostToolstack host) {
    return pool.record().targets("ha_statefiles").stream()
        .flatMap(vdi -> vdi.target("SR").stream())
        .allMatch(sr -> Storage.reaches(host, sr));
  }
}
