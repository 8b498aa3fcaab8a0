package dev.assay.cli.run;

import dev.assay.site.Format;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How a run is driven; none of it changes what is tried.
 *
 * @param waitLimit how long to wait for hosts
 * @param limit how long the whole may take, by the wall clock; it is closed when that passes, and divided among its steps
 * @param pauseOnFailure how long the bench is kept for people after a failure of the product
 * @param reports the forms of reports that are written
 * @param tells whether those whom the mail settings name are told of its end
 */
public record Conduct(Duration waitLimit, Optional<Duration> limit, Optional<Duration> pauseOnFailure, Set<Format> reports, boolean tells) {

  /** What is enough for one of many runs of the same cases. */
  static final Set<Format> BRIEF = Set.copyOf(EnumSet.of(Format.HTML, Format.SUMMARY, Format.JUNIT, Format.EVIDENCE));

  public Conduct {
    reports = Set.copyOf(reports);
  }

  /** How long to wait for hosts: what was said, and no more than the share that waiting has of the run's limit. */
  Duration waitForHosts() {
    return limit.map(RunBudget::new).map(RunBudget::forHosts).filter(share -> share.compareTo(waitLimit) < 0).orElse(waitLimit);
  }

  public static Conduct waiting(Duration waitLimit) {
    return new Conduct(waitLimit, Optional.empty(), Optional.empty(), Format.OF_EACH_RUN, true);
  }

  public Conduct withBriefReports() {
    return new Conduct(waitLimit, limit, pauseOnFailure, BRIEF, false);
  }
}
