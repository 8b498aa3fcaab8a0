package dev.assay.simulator.machine;

import dev.assay.core.time.Time;
import dev.assay.simulator.performance.ContendedResources;
import dev.assay.simulator.shell.Sessions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A machine from power-on, or reset, to the next: what runs, and what ends with it. */
final class Life {

  private final List<Time.Fork<?>> forks = new ArrayList<>();
  private @Nullable Booted booted;
  private boolean over;

  /**
   * dom0 as it runs.
   *
   * @param bootId names this boot
   */
  record Booted(Installation installation, ContendedResources resources, Sessions sessions, Instant at, UUID bootId) {}

  /** Keep work that ends with this life. */
  void keep(Time.Fork<?> fork) {
    forks.removeIf(Time.Fork::isDone);
    forks.add(fork);
  }

  boolean isOver() {
    return over;
  }

  void booted(Booted system) {
    booted = system;
  }

  @Nullable Booted booted() {
    return booted;
  }

  void end() {
    over = true;
    List.copyOf(forks).forEach(Time.Fork::cancel);
    if (booted != null) {
      booted.sessions().close();
      booted.resources().halt();
      if (booted.installation().toolstack != null) {
        booted.installation().toolstack.powerLost();
      }
    }
  }
}
