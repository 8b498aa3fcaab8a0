package dev.assay.inventory.blame;

import dev.assay.core.HostId;
import dev.assay.inventory.blame.Suspicion.Advice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Weighs, for each host, two explanations of what failed there: the host is sound, and failures come from tests and builds at
 * the rates that <em>other</em> hosts saw; or it is bad, and adds failures of its own.
 *
 * <p>Causes combine as a noisy or: a try passes only if neither host nor build nor case spoils it. A build that nobody else
 * tried may be bad as a whole with the prior of one in ten, so that a bad build explains its own failures. Repeats of a case on
 * one build count once. The prior that a host is bad is one in fifty.
 */
public final class Blame {

  private static final double BAD_HOST = 0.02;
  private static final double[] HOST_RATES = {0.1, 0.2, 0.35, 0.5, 0.7, 0.9};
  private static final double[] BUILD_RATES = {0, 0.1, 0.3, 0.5, 0.7, 0.9};
  private static final double[] BUILD_WEIGHTS = {0.9, 0.02, 0.02, 0.02, 0.02, 0.02};
  private static final double USUAL_FAILURES = 0.4;
  private static final double USUAL_TRIES = 20;
  private static final double WEIGHT_OF_CASE = 4;

  /** Fewer failing pairs that others passed are never enough, whatever the probability. */
  private static final int CONTRAST_TO_QUARANTINE = 3;

  private static final int CONTRAST_TO_SUSPECT = 2;

  private final SequencedMap<HostId, SequencedMap<Pair, Tally>> byHost = new LinkedHashMap<>();

  private record Pair(String testCase, String build) {}

  private static final class Tally {
    int failures;
    int tries;

    void add(Tally other, int sign) {
      failures += sign * other.failures;
      tries += sign * other.tries;
    }
  }

  private Blame(List<Trial> trials) {
    for (var trial : trials) {
      var tally = byHost.computeIfAbsent(trial.host(), _ -> new LinkedHashMap<>()).computeIfAbsent(new Pair(trial.testCase(), trial.build()), _ -> new Tally());
      tally.tries++;
      tally.failures += trial.failed() ? 1 : 0;
    }
    // Repeats on one host say the same thing twice: a pair failed there if most of its tries did.
    byHost.values().forEach(pairs -> pairs.values().forEach(tally -> {
      tally.failures = tally.failures * 2 > tally.tries ? 1 : 0;
      tally.tries = 1;
    }));
  }

  /**
   * Judge all hosts that were tried, the most suspicious first.
   *
   * @param mostQuarantined how many hosts may be advised for quarantine; a lab is never emptied by arithmetic
   */
  public static List<Suspicion> judge(List<Trial> trials, int mostQuarantined) {
    var blame = new Blame(trials);
    var all = blame.byHost.keySet().stream().map(blame::judge).sorted(Comparator.comparingDouble(Suspicion::probability).reversed()).toList();
    var limited = new ArrayList<Suspicion>();
    int quarantined = 0;
    for (var suspicion : all) {
      boolean tooMany = suspicion.advice() == Advice.QUARANTINE && ++quarantined > mostQuarantined;
      limited.add(!tooMany ? suspicion : new Suspicion(suspicion.host(), suspicion.probability(), suspicion.failures(), suspicion.tried(), suspicion.expected(),
          Advice.SUSPECT, suspicion.why() + "; not quarantined, since that many bad hosts at once are rather one cause that they share"));
    }
    return List.copyOf(limited);
  }

  private Suspicion judge(HostId host) {
    var own = byHost.get(host);
    var cells = new TreeMap<Pair, Tally>(Comparator.comparing(Pair::testCase).thenComparing(Pair::build));
    var cases = new TreeMap<String, Tally>();
    var builds = new TreeMap<String, Tally>();
    byHost.forEach((other, pairs) -> {
      if (!other.equals(host)) {
        pairs.forEach((pair, tally) -> {
          cells.computeIfAbsent(pair, _ -> new Tally()).add(tally, 1);
          cases.computeIfAbsent(pair.testCase, _ -> new Tally()).add(tally, 1);
          builds.computeIfAbsent(pair.build, _ -> new Tally()).add(tally, 1);
        });
      }
    });
    var rates = new LinkedHashMap<Pair, Double>();
    own.keySet().forEach(pair -> rates.put(pair, rate(pair, cells, cases)));
    double sound = logLikelihood(own, rates, builds, 0);
    double bad = logMean(java.util.Arrays.stream(HOST_RATES).map(rate -> logLikelihood(own, rates, builds, rate)).toArray());
    double odds = BAD_HOST / (1 - BAD_HOST) * Math.exp(Math.clamp(bad - sound, -600, 600));
    int failures = own.values().stream().mapToInt(tally -> tally.failures).sum();
    int contrast = (int) own.entrySet().stream().filter(entry -> entry.getValue().failures > 0)
        .filter(entry -> mostlyPasses(cells.get(entry.getKey()))).map(entry -> entry.getKey().testCase).distinct().count();
    double expected = rates.values().stream().mapToDouble(Double::doubleValue).sum();
    double probability = odds / (1 + odds);
    return new Suspicion(host, probability, failures, own.size(), expected, advice(probability, contrast), why(failures, own.size(), expected, contrast));
  }

  private static boolean mostlyPasses(@Nullable Tally elsewhere) {
    return elsewhere != null && elsewhere.tries > 0 && elsewhere.failures * 4 <= elsewhere.tries;
  }

  private static Advice advice(double probability, int contrast) {
    if (probability >= 0.99 && contrast >= CONTRAST_TO_QUARANTINE) {
      return Advice.QUARANTINE;
    }
    return probability >= 0.9 && contrast >= CONTRAST_TO_SUSPECT ? Advice.SUSPECT : Advice.NONE;
  }

  private static String why(int failures, int tried, double expected, int contrast) {
    return String.format(Locale.ROOT, "%d of %d tries failed, %.1f expected of a sound host; %d cases failed here that passed elsewhere on the same build",
        failures, tried, expected, contrast);
  }

  /** How often a case of a build fails, as other hosts saw: the build's own record, leaning on the case's, leaning on what is usual. */
  private static double rate(Pair pair, TreeMap<Pair, Tally> cells, TreeMap<String, Tally> cases) {
    var ofCase = cases.getOrDefault(pair.testCase, new Tally());
    double usual = (USUAL_FAILURES + ofCase.failures) / (USUAL_TRIES + ofCase.tries);
    var cell = cells.getOrDefault(pair, new Tally());
    return (WEIGHT_OF_CASE * usual + cell.failures) / (WEIGHT_OF_CASE + cell.tries);
  }

  /** The likelihood of a host's results if it spoils tries at a rate, over all that each build may do. */
  private static double logLikelihood(SequencedMap<Pair, Tally> own, SequencedMap<Pair, Double> rates, TreeMap<String, Tally> builds, double hostRate) {
    double sum = 0;
    for (var build : own.keySet().stream().map(Pair::build).distinct().toList()) {
      var weights = new double[BUILD_RATES.length];
      var logs = new double[BUILD_RATES.length];
      var others = builds.getOrDefault(build, new Tally());
      double usual = USUAL_FAILURES / USUAL_TRIES;
      for (int i = 0; i < BUILD_RATES.length; i++) {
        double buildRate = BUILD_RATES[i];
        double elsewhere = 1 - (1 - buildRate) * (1 - usual);
        weights[i] = Math.log(BUILD_WEIGHTS[i]) + others.failures * Math.log(elsewhere) + (others.tries - others.failures) * Math.log(1 - elsewhere);
        logs[i] = own.entrySet().stream().filter(entry -> entry.getKey().build.equals(build)).mapToDouble(entry -> {
          double spoiled = 1 - (1 - hostRate) * (1 - buildRate) * (1 - rates.get(entry.getKey()));
          return Math.log(entry.getValue().failures > 0 ? spoiled : 1 - spoiled);
        }).sum();
      }
      double norm = logSum(weights);
      for (int i = 0; i < logs.length; i++) {
        logs[i] += weights[i] - norm;
      }
      sum += logSum(logs);
    }
    return sum;
  }

  private static double logSum(double[] logs) {
    double most = java.util.Arrays.stream(logs).max().orElse(0);
    return most + Math.log(java.util.Arrays.stream(logs).map(log -> Math.exp(log - most)).sum());
  }

  private static double logMean(double[] logs) {
    return logSum(logs) - Math.log(logs.length);
  }
}
