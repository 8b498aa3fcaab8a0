package dev.assay.inventory.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.testng.annotations.Test;

/** What must hold in every trial; 'assay bench scheduling --seeds N' runs any number of them. */
class SchedulingTrialTests {

  @Test
  void hoursOfSchedulingHoldForThousandsOfSeeds() {
    var trials = SchedulingTrials.run(1, 2_000, TrialSize.HOURS, _ -> {});
    assertThat(trials.failed()).as("replay with: assay bench scheduling --hours --seeds 1 --seed SEED").flatExtracting(SchedulingTrialTests::said).isEmpty();
    assertThat(trials.results()).as("mishaps do happen").anyMatch(result -> result.evictions() > 0).anyMatch(result -> result.expiries() > 0)
        .anyMatch(result -> result.refusedLate() > 0);
  }

  private static List<String> said(TrialResult result) {
    return result.violations().stream().map(what -> "seed " + result.seed() + ": " + what).toList();
  }

  @Test
  void daysOfSchedulingHoldForManySeeds() {
    var trials = SchedulingTrials.run(1, 25, TrialSize.DAY, _ -> {});
    assertThat(trials.failed()).as("replay with: assay bench scheduling --seeds 1 --seed SEED").flatExtracting(SchedulingTrialTests::said).isEmpty();
    assertThat(trials.results()).as("mishaps do happen").anyMatch(result -> result.evictions() > 0).anyMatch(result -> result.expiries() > 0)
        .anyMatch(result -> result.refusedLate() > 0);
    assertThat(trials.forecasts()).isGreaterThan(100);
  }

  @Test
  void theSameSeedGivesTheSameTrial() {
    assertThat(SchedulingTrial.run(7, TrialSize.DAY)).isEqualTo(SchedulingTrial.run(7, TrialSize.DAY));
  }

  @Test
  void aGrantOfAHeldHostIsNoticed() {
    var checker = new Checker(List.of());
    var lease = new Ledger.Lease(1, claim(), new java.util.LinkedHashMap<>(java.util.Map.of(dev.assay.core.HostId.of("h1"), 1L)), List.of(),
        java.time.Instant.EPOCH, java.time.Duration.ofMinutes(1));
    checker.granted(lease, java.time.Instant.EPOCH);
    checker.granted(lease, java.time.Instant.EPOCH);
    assertThat(checker.violations()).hasSize(2).anyMatch(what -> what.contains("while lease 1 had it")).anyMatch(what -> what.contains("token of h1"));
  }

  private static dev.assay.inventory.planning.Claim claim() {
    return new dev.assay.inventory.planning.Claim(1, dev.assay.inventory.need.Request.parse("1 host"), "a", "", "", 1, java.time.Instant.EPOCH,
        dev.assay.inventory.planning.Claim.Terms.NONE);
  }
}
