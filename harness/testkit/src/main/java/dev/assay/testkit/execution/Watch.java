package dev.assay.testkit.execution;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import java.util.concurrent.Callable;

/** Has the steps of a case done beside whoever asks for them, and ends one whose part of the time is over or that hangs. */
record Watch(Time time, LaneHistory history) {

  /**
   * Do a step to its end.
   *
   * @throws AssayException.TimedOut when patience ran out; the step is cancelled then
   */
  <T> T over(String step, Patience patience, Callable<T> body) {
    var fork = time.fork(step, body);
    try {
      while (!fork.endedWithin(patience.untilNextLook(time.now(), history.lastAt()))) {
        var wrong = patience.wrong(time.now(), history.lastAt());
        if (wrong.isPresent()) {
          fork.cancel();
          throw new AssayException.TimedOut(step + ": " + wrong.get() + "; last seen: " + history.lastEvent());
        }
      }
    } catch (AssayException.Cancelled e) {
      fork.cancel();
      throw e;
    }
    return fork.join();
  }
}
