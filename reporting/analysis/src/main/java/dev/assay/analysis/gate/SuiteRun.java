package dev.assay.analysis.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one run of a suite has to say about a build.
 *
 * @param run its name, for the evidence line
 * @param at when it ended, or began if it has not ended
 * @param failures the cases that failed, in plan order
 * @param hosts what each host saw, in order of host name
 * @param remark what else the evidence should say of it; often empty
 */
public record SuiteRun(
    String suite, String run, Instant at, Counts counts, List<FailedCase> failures, List<HostTally> hosts, Reach reach, String remark) {

  public SuiteRun {
    failures = List.copyOf(failures);
    hosts = List.copyOf(hosts);
  }

  public SuiteRun(String suite, String run, Instant at, Counts counts, List<FailedCase> failures, List<HostTally> hosts) {
    this(suite, run, at, counts, failures, hosts, Reach.UNKNOWN, "");
  }

  /**
   * How far a run reached.
   *
   * @param inBaseline how many cases the baseline answered
   * @param missing those of them that this run did not answer
   * @param areas in which this run answered something
   */
  public record Reach(int inBaseline, List<String> missing, List<String> areas) {

    public static final Reach UNKNOWN = new Reach(0, List.of(), List.of());

    public Reach {
      missing = List.copyOf(missing);
      areas = List.copyOf(areas);
    }

    /** Return how far two runs of the build reached together. */
    Reach and(Reach other) {
      var both = new TreeSet<>(areas);
      both.addAll(other.areas);
      var missingInOther = new HashSet<>(other.missing);
      return new Reach(inBaseline, missing.stream().filter(missingInOther::contains).toList(), List.copyOf(both));
    }
  }

  /** How many cases were planned, and how many ended in each verdict; the rest has not ended. */
  public record Counts(int planned, int passed, int failed, int inconclusive, int skipped) {

    public Counts {
      if (passed < 0 || failed < 0 || inconclusive < 0 || skipped < 0 || passed + failed + inconclusive + skipped > planned) {
        throw new IllegalArgumentException("counts do not add up: " + passed + " passed + " + failed + " failed + " + inconclusive
            + " inconclusive + " + skipped + " skipped of " + planned + " planned");
      }
    }

    Counts and(Counts other) {
      return new Counts(
          planned + other.planned, passed + other.passed, failed + other.failed, inconclusive + other.inconclusive, skipped + other.skipped);
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

  /** A failed case, what the baseline says of it, and how it went when it was tried more often. */
  public record FailedCase(String name, InBaseline inBaseline, Tries tries) {

    public FailedCase(String name, InBaseline inBaseline) {
      this(name, inBaseline, Tries.ONCE);
    }
  }

  /**
   * How often a case failed and passed: in the runs of this build, and in those of all builds before.
   *
   * @param failed at least one, the failure that is spoken of
   */
  public record Tries(int failed, int passed, int failedBefore, int passedBefore) {

    public static final Tries ONCE = new Tries(1, 0, 0, 0);

    /** Return how often it was tried on this build. */
    public int onBuild() {
      return failed + passed;
    }
  }

  /** What a case did in the baseline. */
  public enum InBaseline {
    PASSED,
    DID_NOT_PASS,
    UNKNOWN
  }

  /** What ended on one host; failures cluster by host, so a bound needs to know. */
  public record HostTally(String host, String hostClass, int passed, int failed) {

    HostTally and(HostTally other) {
      return new HostTally(host, hostClass, passed + other.passed, failed + other.failed);
    }
  }

  /** Add other runs of the suite to this one, cases counted once for each run, tallies by host. */
  SuiteRun pooledWith(List<SuiteRun> others) {
    var all = new ArrayList<SuiteRun>();
    all.add(this);
    all.addAll(others);
    var hostsOfAll = new TreeMap<String, HostTally>();
    all.forEach(run -> run.hosts().forEach(host -> hostsOfAll.merge(host.host(), host, HostTally::and)));
    var counts = all.stream().map(SuiteRun::counts).reduce(Counts::and).orElseThrow();
    var names = new LinkedHashSet<FailedCase>();
    all.forEach(run -> names.addAll(run.failures()));
    return new SuiteRun(
        suite, nameOf(all), at, counts, List.copyOf(names),
        List.copyOf(hostsOfAll.values()), reach, remark);
  }

  /** Return what several runs are called together, the newest first. */
  static String nameOf(List<SuiteRun> runs) {
    var newest = runs.getFirst().run();
    return runs.size() == 1 ? newest : runs.size() + " runs from " + runs.getLast().run() + " to " + newest;
  }

  /** Return the distinct host classes that cases ended on, sorted. */
  public List<String> hostClasses() {
    return hosts.stream().map(HostTally::hostClass).filter(name -> !name.isBlank()).distinct().sorted().toList();
  }
}
