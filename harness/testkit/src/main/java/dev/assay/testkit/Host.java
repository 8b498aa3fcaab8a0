package dev.assay.testkit;

import dev.assay.core.HostId;
import java.util.function.Supplier;

/** A server of the bench. */
public final class Host {

  private final Bench bench;
  private final Supplier<HostId> id;

  Host(Bench bench, Supplier<HostId> id) {
    this.bench = bench;
    this.id = id;
  }

  public HostId id() {
    return id.get();
  }

  @Override
  public String toString() {
    return "host " + id();
  }
}
