package dev.assay.analysis.rates;

import dev.assay.analysis.stats.FisherExact;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tells a host that breaks tests from tests that break: it holds most of the failures, and cases elsewhere hardly fail.
 *
 * <p>Each host's cases are held against all others by Fisher's exact test, adjusted for the number of hosts (Bonferroni).
 * Cases are taken as assigned to hosts without regard to what they test.
 */
public final class HostPattern {

  private static final int LEAST_FAILURES = 3;
  private static final double LEAST_SHARE = 0.6;
  private static final double SURE = 0.01;

  private HostPattern() {}

  /** One case that answered, and the hosts that it ran on. */
  public record Ended(String testCase, List<String> hosts, boolean failed) {

    public Ended {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * A host that is suspect.
   *
   * @param failures how many cases failed with it in use, of {@code allFailures}
   */
  public record Suspect(String host, int failures, int cases, int allFailures, double pValue) {

    public String describe() {
      return "host " + host + " holds " + failures + " of " + allFailures + " failures (" + failures + "/" + cases + " of its cases)";
    }
  }

  /** Find the host that most failures hang on, if there is one beyond chance and there are others to compare it with. */
  public static Optional<Suspect> of(List<Ended> cases) {
    var hosts = cases.stream().flatMap(ended -> ended.hosts().stream()).distinct().sorted().toList();
    return hosts.stream()
        .map(host -> suspect(host, cases))
        .filter(suspect -> suspect.failures() >= LEAST_FAILURES && suspect.failures() >= LEAST_SHARE * suspect.allFailures())
        .filter(suspect -> suspect.pValue() * hosts.size() <= SURE)
        .min(Comparator.comparingDouble(Suspect::pValue).thenComparing(Suspect::host));
  }

  private static Suspect suspect(String host, List<Ended> cases) {
    int here = count(cases, host, true, false) + count(cases, host, true, true);
    int failedHere = count(cases, host, true, true);
    int failedElsewhere = count(cases, host, false, true);
    int passedElsewhere = count(cases, host, false, false);
    boolean more = passedElsewhere + failedElsewhere > 0
        && (long) failedHere * (passedElsewhere + failedElsewhere) > (long) failedElsewhere * here;
    double pValue = more ? FisherExact.test(failedHere, here - failedHere, failedElsewhere, passedElsewhere).pValue() : 1;
    return new Suspect(host, failedHere, here, failedHere + failedElsewhere, pValue);
  }

  private static int count(List<Ended> cases, String host, boolean onHost, boolean failed) {
    return Math.toIntExact(cases.stream().filter(ended -> ended.hosts().contains(host) == onHost && ended.failed() == failed).count());
  }
}
