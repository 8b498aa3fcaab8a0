package dev.assay.analysis.rates;

import dev.assay.analysis.stats.FisherExact;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

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

  /** The cases that ran on a host. */
  private record Tally(int failed, int all) {

    Tally plus(Tally other) {
      return new Tally(failed + other.failed, all + other.all);
    }
  }

  /** Find the host that most failures hang on, if there is one beyond chance and there are others to compare it with. */
  public static Optional<Suspect> of(List<Ended> cases) {
    var hosts = new TreeMap<String, Tally>();
    var total = new Tally(0, 0);
    for (var ended : cases) {
      var one = new Tally(ended.failed() ? 1 : 0, 1);
      total = total.plus(one);
      ended.hosts().stream().distinct().forEach(host -> hosts.merge(host, one, Tally::plus));
    }
    var everywhere = total;
    return hosts.entrySet().stream()
        .map(entry -> suspect(entry.getKey(), entry.getValue(), everywhere))
        .filter(suspect -> suspect.failures() >= LEAST_FAILURES && suspect.failures() >= LEAST_SHARE * suspect.allFailures())
        .filter(suspect -> suspect.pValue() * hosts.size() <= SURE)
        .min(Comparator.comparingDouble(Suspect::pValue).thenComparing(Suspect::host));
  }

  private static Suspect suspect(String host, Tally here, Tally everywhere) {
    int failedElsewhere = everywhere.failed() - here.failed();
    int elsewhere = everywhere.all() - here.all();
    boolean more = elsewhere > 0 && (long) here.failed() * elsewhere > (long) failedElsewhere * here.all();
    double pValue = more ? FisherExact.test(here.failed(), here.all() - here.failed(), failedElsewhere, elsewhere - failedElsewhere).pValue() : 1;
    return new Suspect(host, here.failed(), here.all(), everywhere.failed(), pValue);
  }
}
