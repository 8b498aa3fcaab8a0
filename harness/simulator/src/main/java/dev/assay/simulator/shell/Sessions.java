package dev.assay.simulator.shell;

import dev.assay.core.time.Time;
import java.util.ArrayList;
import java.util.List;

/** The shells that are open on one boot of one system; they all end with it. */
public final class Sessions {

  private final List<Time.Fork<?>> running = new ArrayList<>();
  private boolean open = true;

  public boolean isOpen() {
    return open;
  }

  /** End every session: what runs in one is cancelled, whoever waits for it loses the connection. */
  public void close() {
    open = false;
    List.copyOf(running).forEach(Time.Fork::cancel);
    running.clear();
  }

  void add(Time.Fork<?> fork) {
    running.add(fork);
  }

  void remove(Time.Fork<?> fork) {
    running.remove(fork);
  }
}
