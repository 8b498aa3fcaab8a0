package dev.assay.store;

import dev.assay.core.CaseId;
import dev.assay.core.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people ask of whoever drives a run, and what is not yet done about a run that is closed.
 *
 * <p>Asking is durable and works from any process; the controller looks every second, a dead one's successor when it begins.
 */
public interface RunOrders {

  /** What can be asked. */
  enum Kind {
    /** End it for good: what was not tried stays untried. */
    CANCEL,
    /** Leave the failure that it pauses at, and go on with the next case. */
    GO_ON
  }

  /** One request, with who asked and why. */
  record Order(RunId run, Kind kind, String who, String why, Instant asked) {}

  /**
   * A bench kept for people after a failure.
   *
   * @param instructions how to log in, in lines for people
   */
  record Pause(RunId run, CaseId testCase, String instructions, Instant since, Instant until) {}

  void ask(RunId run, Kind kind, String who, String why);

  /** Return the first order to cancel this run, if there ever was one. */
  Optional<Order> cancellation(RunId run);

  /** Take the orders to go on that wait; return the last one, if any. */
  Optional<Order> takeGoOn(RunId run);

  /** Note that the run keeps its bench for this long from now, by the database's clock. */
  Pause pause(RunId run, CaseId testCase, String instructions, Duration length);

  void goOn(RunId run);

  Optional<Pause> paused(RunId run);

  /** List the benches that are kept for people at this moment. */
  List<Pause> pauses();

  /** Note that the reports of a closed run are written: nothing is left to do for it. */
  void reported(RunId run);

  /** Whether nothing is left to do for a run: it is closed and its reports were written. */
  boolean isFinished(RunId run);

  /** List closed runs whose reports were not written within a minute of their end, newest first. */
  List<RunId> unreported();
}
