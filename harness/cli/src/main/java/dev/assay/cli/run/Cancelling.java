package dev.assay.cli.run;

import dev.assay.core.AssayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends, from outside, the runs that a piece of work drives, as Ctrl-C ends those of a process: hosts are given back, and it can go on later. */
public final class Cancelling {

  /** That of the work which the current thread does, if somebody may end it so. */
  public static final ScopedValue<Cancelling> HERE = ScopedValue.newInstance();

  private final List<Stop> driven = new ArrayList<>();
  private Optional<AssayException> asked = Optional.empty();

  /** End the runs under way, and those that would begin. */
  public synchronized void cancel(String who) {
    asked = Optional.of(new AssayException.Cancelled("ended by " + who + ", its hosts are given back"));
    driven.forEach(this::end);
  }

  synchronized void begins(Stop run) {
    driven.add(run);
    end(run);
  }

  synchronized void ended(Stop run) {
    driven.remove(run);
  }

  private void end(Stop run) {
    asked.ifPresent(why -> run.now(why, false, false));
  }
}
