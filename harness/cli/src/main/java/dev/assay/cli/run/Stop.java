package dev.assay.cli.run;

import dev.assay.core.AssayException;
import java.util.Optional;
import java.util.function.Consumer;

/** Ends the work under way, once, from any thread: an interruption, an order to cancel, a passed limit, a lost lease. */
final class Stop {

  /**
   * Why the work ends.
   *
   * @param forGood whether the run is closed; otherwise it is left to be resumed
   * @param hostsLost whether the hosts are no longer ours, so that nothing may be done to them
   */
  record Reason(AssayException exception, boolean forGood, boolean hostsLost) {}

  private Optional<Reason> reason = Optional.empty();
  private Consumer<Reason> action = _ -> {};

  /** End the work; what was asked first is the reason. */
  synchronized void now(AssayException exception, boolean forGood, boolean hostsLost) {
    if (reason.isEmpty()) {
      reason = Optional.of(new Reason(exception, forGood, hostsLost));
      action.accept(reason.get());
    }
  }

  /** Say what ends the work from now on; it is done at once if that was asked before. */
  synchronized void onStop(Consumer<Reason> what) {
    action = what;
    reason.ifPresent(what);
  }

  synchronized Optional<Reason> reason() {
    return reason;
  }

  boolean isAsked() {
    return reason().isPresent();
  }
}
