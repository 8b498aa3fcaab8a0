package dev.assay.simulator.shell;

import dev.assay.core.time.Time;
import java.util.ArrayList;
import java.util.List;

/** The shells that are open on one boot of one system; they all end with it. */
public final class Sessions {

  private final List<Time.Fork<?>> running = new ArrayList<>();
  private final Time.Signal goOn;
  private boolean open = true;
  private boolean held;

  public Sessions(Time time) {
    this.goOn = time.signal();
  }

  public boolean isOpen() {
    return open;
  }

  /** End every session: what runs in one is cancelled, whoever waits for it loses the connection. */
  public void close() {
    open = false;
    List.copyOf(running).forEach(Time.Fork::cancel);
    running.clear();
  }

  /** Let no command go on, as under a paused VM, until released. */
  public void hold() {
    held = true;
  }

  public void release() {
    held = false;
    goOn.raise();
  }

  void awaitRelease() {
    goOn.await(() -> !held, Time.FOREVER);
  }

  void add(Time.Fork<?> fork) {
    running.add(fork);
  }

  void remove(Time.Fork<?> fork) {
    running.remove(fork);
  }
}
