package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import java.time.Duration;
import java.util.List;

/**
 * What may be asked of hosts that are virtual machines themselves: guests there get more time, and where a guest takes even longer
 * while its host is slow to run the smallest command, the lab is at fault and no product.
 */
record Pace(Bench bench) {

  private static final int SLOWER = 5;
  /** A limit that is longer is meant for more than one guest, and is left as it is. */
  private static final Duration LONG = Duration.ofMinutes(20);
  /** A host that is not starved runs a command in a fraction of a second, an emulated one in one or two. */
  private static final Duration STARVED = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  Duration stretched(Duration limit) {
    if (nested().isEmpty() || limit.compareTo(LONG) >= 0) {
      return limit;
    }
    var stretched = limit.multipliedBy(SLOWER);
    return stretched.compareTo(LONG) < 0 ? stretched : LONG;
  }

  /** Return what passing a time limit means: the product was too slow, or the lab was. */
  AssayException judged(AssayException.TimedOut late) {
    for (var host : nested()) {
      var took = smallestCommand(host);
      if (took.compareTo(STARVED) > 0) {
        return new AssayException.Lab(late.getMessage() + "; but host " + host + " is emulated and starved of processor time: it took " + took.toSeconds()
            + " s to run one command; give its machine more, or do less beside it", late);
      }
    }
    return late;
  }

  private List<HostId> nested() {
    return bench.hosts().stream().filter(host -> bench.declared(host).isNested()).toList();
  }

  private Duration smallestCommand(HostId host) {
    var began = bench.time().now();
    try (var shell = bench.machine(host).shell()) {
      shell.run(LIMIT, List.of("true"));
    } catch (AssayException.TimedOut e) {
      return LIMIT;
    }
    return bench.time().since(began);
  }
}
