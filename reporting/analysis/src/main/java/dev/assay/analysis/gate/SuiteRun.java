package dev.assay.analysis.gate;

import java.time.Instant;
import java.util.List;

/**
 * What one run of a suite has to say about a build.
 *
 * @param run its name, for the evidence line
 * @param at when it ended, or began if it has not ended
 * @param failures the cases that failed, in plan order
 * @param hosts what each host saw, in order of host name
 */
public record SuiteRun(String suite, String run, Instant at, Counts counts, List<FailedCase> failures, List<HostTally> hosts) {

  public SuiteRun {
    failures = List.copyOf(failures);
    hosts = List.copyOf(hosts);
  }

  /** How many cases were planned, and how many ended in each verdict; the rest has not ended. */
  public record Counts(int planned, int passed, int failed, int inconclusive, int skipped) {

    public Counts {
      if (passed < 0 || failed < 0 || inconclusive < 0 || skipped < 0 || passed + failed + inconclusive + skipped > planned) {
        throw new IllegalArgumentException("counts do not add up: " + passed + " passed + " + failed + " failed + " + inconclusive
            + " inconclusive + " + skipped + " skipped of " + planned + " planned");
      }
    }

    /** Return how many were asked for: planned and not skipped. */
    public int asked() {
      return planned - skipped;
    }

    /** Return how many were asked for and said neither PASS nor FAIL, yet or at all. */
    public int undecided() {
      return asked() - passed - failed;
    }
  }

  /** A failed case, and what the baseline says of it. */
  public record FailedCase(String name, InBaseline inBaseline) {}

  /** What a case did in the baseline. */
  public enum InBaseline {
    PASSED,
    DID_NOT_PASS,
    UNKNOWN
  }

  /** What ended on one host; failures cluster by host, so a bound needs to know. */
  public record HostTally(String host, String hostClass, int passed, int failed) {}

  /** Return the distinct host classes that cases ended on, sorted. */
  public List<String> hostClasses() {
    return hosts.stream().map(HostTally::hostClass).filter(name -> !name.isBlank()).distinct().sorted().toList();
  }
}
