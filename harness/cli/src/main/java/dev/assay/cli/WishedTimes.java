package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.inventory.planning.Claim;
import dev.assay.inventory.planning.DailyHours;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a person wants hosts, as typed. */
record WishedTimes(Optional<String> at, Optional<String> after, Optional<String> deadline, Optional<String> hours) {

  /** A time that was typed a moment ago as now. */
  private static final Duration MOMENT = Duration.ofMinutes(1);

  /** Read them, refusing what can never be. */
  Claim.Terms terms(Duration length, boolean preemptable, Instant now) {
    if (at.isPresent() && after.isPresent()) {
      throw new AssayException.Usage("reserving with --at and --after: a booking begins at its time; leave one of them out");
    }
    var start = at.or(() -> after).map(text -> Moments.parse(text, now));
    if (at.isPresent() && start.orElseThrow().isBefore(now.minus(MOMENT))) {
      throw new AssayException.Usage("reserving with --at " + at.get() + ": that is past; name a time to come, or leave it out to begin as soon as hosts are free");
    }
    var end = deadline.map(text -> Moments.parse(text, now));
    end.filter(last -> last.isBefore(now) || start.filter(first -> first.isAfter(last)).isPresent()).ifPresent(last -> {
      throw new AssayException.Usage("reserving with --deadline " + deadline.orElseThrow() + ": " + (last.isBefore(now) ? "that is past" : "it may not begin before that")
          + "; name a later one, or leave it out");
    });
    return new Claim.Terms(start, end, hours.map(DailyHours::parse), Optional.of(length), at.isPresent(), preemptable);
  }
}
