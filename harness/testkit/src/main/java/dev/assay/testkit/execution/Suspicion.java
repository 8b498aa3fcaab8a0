package dev.assay.testkit.execution;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.testkit.Bench;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Finds out which hosts of a bench the lab failed on, by asking each one's power and, where it is installed, its shell. One that answers
 * again because its power was cut for its logs is found out all the same.
 */
final class Suspicion {

  private Suspicion() {}

  /** Return the hosts that do not answer; all of them when each does, for then nobody knows which it was. */
  static SequencedMap<HostId, String> of(Bench bench, String why) {
    var looks = new LinkedHashMap<HostId, dev.assay.core.time.Time.Fork<Optional<String>>>();
    bench.hosts().forEach(host -> looks.put(host, bench.time().fork("look at " + host, () -> wrong(bench, host))));
    var suspects = new LinkedHashMap<HostId, String>();
    looks.forEach((host, look) -> look.join().ifPresent(seen -> suspects.put(host, seen)));
    if (suspects.isEmpty()) {
      bench.revived().forEach(host -> suspects.put(host, "did not answer until its power was cut: " + why));
    }
    if (suspects.isEmpty()) {
      bench.hosts().forEach(host -> suspects.put(host, why));
    }
    return suspects;
  }

  private static Optional<String> wrong(Bench bench, HostId host) {
    try {
      bench.machine(host).power().state();
      if (bench.installed()) {
        bench.machine(host).shell().close();
      }
      return Optional.empty();
    } catch (StaleLeaseException | AssayException.Cancelled | AssayException.Unavailable e) {
      throw e;
    } catch (AssayException e) {
      return Optional.of(e.getMessage().lines().findFirst().orElse(""));
    }
  }
}
