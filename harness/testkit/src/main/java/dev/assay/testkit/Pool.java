package dev.assay.testkit;

import java.util.List;

/** A XAPI resource pool. */
public final class Pool {

  private final Bench bench;

  Pool(Bench bench) {
    this.bench = bench;
  }

  /** List its hosts, the master first. */
  public List<Host> hosts() {
    return bench.pooled().stream().map(id -> new Host(bench, () -> id)).toList();
  }
}
