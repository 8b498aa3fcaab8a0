package dev.assay.testkit;

import dev.assay.core.Build;
import dev.assay.core.HostId;
import dev.assay.core.run.History;
import dev.assay.core.time.Time;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.lab.Machine;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Leased hosts that a case works on, with the lab's clock and the run's history. Handles such as {@link Pool} stay good
 * when the bench is built anew beneath them.
 */
public final class Bench {

  private final LabAccess access;
  private final Build build;
  private final List<HostId> hosts;
  private final History history;
  private final Consumer<String> watcher;
  private List<HostId> pooled = List.of();
  private List<HostId> solo = List.of();
  private boolean installed;
  private boolean spoiled;

  /**
   * Lay out a bench on these hosts; nothing is done to them yet.
   *
   * @param watcher told each step, in a line for people
   */
  public Bench(LabAccess access, Build build, List<HostId> hosts, History history, Consumer<String> watcher) {
    this.access = access;
    this.build = build;
    this.hosts = List.copyOf(hosts);
    this.history = history;
    this.watcher = watcher;
  }

  public LabAccess access() {
    return access;
  }

  public Build build() {
    return build;
  }

  public List<HostId> hosts() {
    return hosts;
  }

  public Time time() {
    return access.time();
  }

  public History history() {
    return history;
  }

  public Machine machine(HostId host) {
    return access.machine(host);
  }

  /** Note a step of building or tidying, in the history and for whoever watches. */
  public void step(String kind, String subject, String detail) {
    history.append(kind, subject, Map.of("detail", detail));
    watcher.accept(detail);
  }

  /** Say which hosts form the pool now (its master first) and which stand alone. */
  public void shaped(List<HostId> pool, List<HostId> alone) {
    pooled = List.copyOf(pool);
    solo = List.copyOf(alone);
  }

  public List<HostId> pooled() {
    return pooled;
  }

  public List<HostId> solo() {
    return solo;
  }

  /** Say that its state is no longer to be trusted: it is installed anew before its next use. */
  public void spoil() {
    spoiled = true;
  }

  public boolean spoiled() {
    return spoiled;
  }

  /** Tell whether its hosts run the build, as far as this process knows. */
  public boolean installed() {
    return installed;
  }

  /** Say that its hosts are freshly installed. */
  public void renewed() {
    installed = true;
    spoiled = false;
    shaped(List.of(), List.of());
  }

  public Pool pool() {
    return new Pool(this);
  }

  /** Return the handle of a host that stands alone, counted from 0 as the test class asks for them. */
  public Host soloHost(int index) {
    return new Host(this, () -> solo.get(index));
  }
}
