package dev.assay.testkit.prove;

import dev.assay.core.defect.Defects;
import dev.assay.core.defect.SeededDefect;
import dev.assay.testkit.plan.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Which tier finds which defect, and how often a tier raises an alarm without one.
 *
 * @param alarms of each tier with each seed, in their order
 * @param findings of each tier and defect, the cheapest tier's first
 */
public record ProofMatrix(List<Proof.Alarm> alarms, List<Finding> findings) {

  private static final int SHOWN = 3;

  /**
   * How tiers are tried.
   *
   * @param everywhere whether they are tried against defects out of their reach, too
   * @param baseline with how many runs of builds without defects readings are compared
   * @param repeats how many runs of a build with a defect are compared with these; 0 for none
   * @param told is told of each trial that ended
   */
  public record Trials(Proof proof, Together together, boolean everywhere, int baseline, int repeats, Consumer<String> told) {

    /** Try tiers against defects with one seed, and on builds without defects with so many. */
    public ProofMatrix of(List<Suite> tiers, List<SeededDefect> defects, long seed, int seeds) {
      var alarms = together.map(tiers.stream().flatMap(tier -> LongStream.range(seed, seed + seeds).mapToObj(next -> new Start(tier, next))).toList(), this::without);
      var pairs = cheapestFirst(tiers, alarms).stream().flatMap(tier -> defects.stream().map(defect -> new Pair(tier, defect))).toList();
      var findings = together.map(pairs, pair -> against(pair, seed));
      return new ProofMatrix(alarms, byReadings(findings, seed));
    }

    private Proof.Alarm without(Start start) {
      var alarm = proof.without(start.tier(), start.seed());
      told.accept(start.tier().name() + " without defects, seed " + start.seed() + ": "
          + (alarm.notPassed().isEmpty() ? "all passed" : alarm.notPassed().size() + " did not pass: " + firstLine(alarm.notPassed().getFirst())));
      return alarm;
    }

    private Finding against(Pair pair, long seed) {
      if (!everywhere && !Proof.inReach(pair.tier(), pair.defect())) {
        return Finding.untried(pair.tier(), pair.defect());
      }
      var finding = proof.against(pair.tier(), pair.defect(), seed);
      if (isLookedForInReadings(finding)) {
        told.accept(finding.tier().name() + " against " + finding.defect() + ": no case failed, readings will tell");
        return finding;
      }
      return telling(finding);
    }

    private boolean isLookedForInReadings(Finding finding) {
      return repeats > 0 && finding.defect().defect().onlySlows() && finding.result() == Finding.Result.MISSED;
    }

    /** What only slows things down fails no case: of these what was measured is compared, where a tier in reach measures. */
    private List<Finding> byReadings(List<Finding> findings, long seed) {
      var found = new ArrayList<>(findings);
      var silent = findings.stream().filter(this::isLookedForInReadings).collect(Collectors.groupingBy(Finding::tier));
      for (var tier : findings.stream().map(Finding::tier).distinct().filter(silent::containsKey).toList()) {
        told.accept(tier.name() + ": " + baseline + " runs without defects, to hold readings against");
        var before = together.map(LongStream.range(seed, seed + baseline).boxed().toList(), number -> proof.measured(tier).run(number, Defects.NONE));
        for (var missed : silent.getOrDefault(tier, List.of())) {
          found.set(found.indexOf(missed), telling(compared(missed, before, seed + baseline)));
        }
      }
      return List.copyOf(found);
    }

    private Finding compared(Finding missed, List<MeasuredProof.Run> before, long seed) {
      var carried = Defects.of(List.of(missed.defect()));
      var judgement = MeasuredProof.judge(before, together.map(LongStream.range(seed, seed + repeats).boxed().toList(), number -> proof.measured(missed.tier()).run(number, carried)));
      return judgement.worse().isEmpty() ? missed
          : new Finding(missed.tier(), missed.defect(), Finding.Result.BY_READINGS, judgement.after(), "", words(judgement));
    }

    private Finding telling(Finding finding) {
      told.accept(finding.tier().name() + " against " + finding.defect() + ": " + finding.result() + (finding.testCase().isBlank() ? "" : " by " + finding.testCase())
          + (finding.result() == Finding.Result.BY_READINGS ? ", " + finding.seen() : ""));
      return finding;
    }
  }

  private record Start(Suite tier, long seed) {}

  private record Pair(Suite tier, SeededDefect defect) {}

  /** Return what a tier made of a defect. */
  public Optional<Finding> of(Suite tier, SeededDefect defect) {
    return findings.stream().filter(finding -> finding.tier() == tier && finding.defect().equals(defect)).findFirst();
  }

  /** Return the cheapest of the tiers that found it, by the lab time of a whole run. */
  public Optional<Suite> finder(SeededDefect defect) {
    return findings.stream().filter(finding -> finding.defect().equals(defect) && finding.isFound()).findFirst().map(Finding::tier);
  }

  /** Return the cheaper tiers that it says can find it, and that did not, the cheapest first. */
  public List<Suite> cheaperThatMissed(SeededDefect defect) {
    return findings.stream().filter(finding -> finding.defect().equals(defect))
        .takeWhile(finding -> !finding.isFound())
        .filter(finding -> Proof.inReach(finding.tier(), defect))
        .map(Finding::tier)
        .toList();
  }

  static List<Suite> cheapestFirst(List<Suite> tiers, List<Proof.Alarm> alarms) {
    return tiers.stream().sorted(Comparator.comparing(tier -> cost(tier, alarms))).toList();
  }

  private static Duration cost(Suite tier, List<Proof.Alarm> alarms) {
    return alarms.stream().filter(alarm -> alarm.tier() == tier).map(Proof.Alarm::cost).findFirst().orElse(Duration.ZERO);
  }

  private static String words(MeasuredProof.Judgement judgement) {
    int more = judgement.worse().size() - SHOWN;
    return judgement.worse().stream().limit(SHOWN).map(ProofMatrix::words).collect(Collectors.joining(", ")) + (more > 0 ? " and " + more + " more" : "");
  }

  private static String words(dev.assay.analysis.compare.Finding worse) {
    return String.format(Locale.ROOT, "%s by %.1f %%", worse.id(), worse.percent());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
