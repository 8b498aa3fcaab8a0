package dev.assay.jenkins;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import dev.assay.jenkins.BuildServer.State;
import dev.assay.jenkins.BuildServer.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Follows a build from the queue to its end, handing on what its console says. */
public final class Following {

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final BuildServer server;
  private final Time time;
  private final Consumer<String> console;

  public Following(BuildServer server, Time time, Consumer<String> console) {
    this.server = server;
    this.time = time;
    this.console = console;
  }

  /**
   * Wait for the end of what a ticket was given for.
   *
   * @throws AssayException.TimedOut when it has not ended within the limit; it goes on at the server
   */
  public State follow(Ticket ticket, Duration limit) {
    var end = time.now().plus(limit);
    while (true) {
      var number = server.numberOf(ticket);
      if (number.isPresent()) {
        return follow(ticket.job(), number.get(), end);
      }
      pause(ticket.job() + " to leave the queue", end);
    }
  }

  /** Wait for the end of a build. */
  public State follow(String job, int number, Duration limit) {
    return follow(job, number, time.now().plus(limit));
  }

  private State follow(String job, int number, Instant end) {
    int read = 0;
    while (true) {
      var state = server.state(job, number);
      if (state.isPresent()) {
        var piece = server.console(job, number, read);
        if (!piece.text().isEmpty()) {
          console.accept(piece.text());
        }
        read = piece.next();
        if (state.get().result().isPresent()) {
          return state.get();
        }
      }
      pause("build " + number + " of " + job + " to end", end);
    }
  }

  private void pause(String what, Instant end) {
    if (!time.now().isBefore(end)) {
      throw new AssayException.TimedOut("waiting for " + what + ": the time limit passed; it goes on at the server, see: assay jenkins follow");
    }
    time.sleep(PAUSE);
  }
}
