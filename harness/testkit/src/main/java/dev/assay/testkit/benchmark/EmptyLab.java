package dev.assay.testkit.benchmark;

import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.HostId;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.core.run.History;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.inventory.Lab;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.lab.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A lab of nothing but time. */
public final class EmptyLab implements LabAccess {

  private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));

  @Override
  public Lab lab() {
    return new Lab("nothing", Lab.Kind.SIMULATED, 1, 1, Optional.empty(), List.of(), List.of(), List.of(), BuildId.of("none"));
  }

  @Override
  public Time time() {
    return time;
  }

  @Override
  public <T> T run(String name, Callable<T> body) {
    return time.run(name, body);
  }

  @Override
  public Machine machine(HostId host) {
    throw new AssayException.Lab("reaching host " + host + ": this lab has no machines");
  }

  @Override
  public NetworkBoot networkBoot() {
    throw new UnsupportedOperationException("no network boot");
  }

  @Override
  public String rootPassword(HostId host) {
    throw new UnsupportedOperationException("no password of " + host);
  }

  @Override
  public void observedBy(History history) {}

  @Override
  public void close() {
    time.close();
  }
}
