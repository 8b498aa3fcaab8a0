package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.StaleLeaseException;
import java.time.Duration;
import java.util.List;

/** A guest's address, asked through whichever host of the bench has a way to it. */
record Pulse(Bench bench, String address) {

  boolean beats() {
    return bench.hosts().stream().anyMatch(this::beatsThrough);
  }

  private boolean beatsThrough(HostId host) {
    try (var shell = bench.machine(host).guestShell(address)) {
      return shell.run(Duration.ofMinutes(1), List.of("true")).succeeded();
    } catch (StaleLeaseException e) {
      throw e;
    } catch (AssayException.Lab | AssayException.TimedOut e) {
      return false;
    }
  }
}
