package dev.assay.testkit;

import dev.assay.core.time.Time;
import java.time.Duration;

/**
 * How a guest took something that was done to it.
 *
 * @param longest how long it did not answer at a stretch, beyond the distance of the questions
 * @param took how long the doing took
 */
public record Silence(Duration longest, Duration took) {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Do something, and ask the guest at these distances whether it answers, until it does so afterwards. */
  public static Silence of(Vm vm, Duration every, Time time, Runnable action) {
    var over = new boolean[1];
    var pulse = vm.pulse();
    var listening = time.fork("pulse of " + vm.name(), () -> {
      var heard = time.now();
      var longest = Duration.ZERO;
      boolean beats;
      do {
        time.sleep(every);
        beats = pulse.getAsBoolean();
        var silent = time.since(heard).minus(every);
        longest = silent.compareTo(longest) > 0 ? silent : longest;
        heard = beats ? time.now() : heard;
      } while (!over[0] || !beats && time.since(heard).compareTo(LIMIT) < 0);
      return longest;
    });
    var begun = time.now();
    Duration took;
    try {
      action.run();
    } finally {
      took = time.since(begun);
      over[0] = true;
    }
    return new Silence(listening.join(), took);
  }
}
