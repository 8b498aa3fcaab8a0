package dev.assay.inventory.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import dev.assay.inventory.need.Request;
import dev.assay.inventory.planning.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    assertThat(trials.coverage()).as("forecasts whose interval, of eight in ten, held what came").isGreaterThan(0.75);
  }

  @Test
  void theSameSeedGivesTheSameTrial() {
    assertThat(SchedulingTrial.run(7, TrialSize.DAY)).isEqualTo(SchedulingTrial.run(7, TrialSize.DAY));
  }

  @Test
  void aGrantOfAHeldHostIsNoticed() {
    var checker = new Checker(List.of());
    var lease = new Ledger.Lease(1, claim(), new LinkedHashMap<>(Map.of(HostId.of("h1"), 1L)), List.of(),
        Instant.EPOCH, Duration.ofMinutes(1));
    checker.granted(lease, Instant.EPOCH);
    checker.granted(lease, Instant.EPOCH);
    assertThat(checker.violations()).hasSize(2).anyMatch(what -> what.contains("while lease 1 had it")).anyMatch(what -> what.contains("token of h1"));
  }

  @Test
  void aBackfillThatDelaysTheFirstToWaitIsNoticed() {
    var checker = new Checker(List.of());
    var planned = Instant.EPOCH.plusSeconds(60);
    checker.kept(new Ledger.First(claim(), Optional.of(planned), Optional.of(planned)), Instant.EPOCH);
    assertThat(checker.violations()).isEmpty();
    checker.kept(new Ledger.First(claim(), Optional.of(planned), Optional.of(planned.plusMillis(1))), Instant.EPOCH);
    checker.kept(new Ledger.First(claim(), Optional.of(planned), Optional.empty()), Instant.EPOCH);
    assertThat(checker.violations()).hasSize(2).allMatch(what -> what.contains("the first to wait"));
  }

  @Test
  void whoeverIsPassedOverThoughItWaitedTooLongIsNoticed() {
    var checker = new Checker(List.of());
    var fresh = new Claim(2, Request.parse("1 host"), "b", "", "", 1, Instant.EPOCH.plusSeconds(3000), Claim.Terms.NONE);
    checker.ordered(List.of(claim(), fresh), Duration.ofHours(1), Instant.EPOCH.plusSeconds(3601));
    checker.ordered(List.of(fresh, claim()), Duration.ofHours(1), Instant.EPOCH.plusSeconds(3600));
    assertThat(checker.violations()).isEmpty();
    checker.ordered(List.of(fresh, claim()), Duration.ofHours(1), Instant.EPOCH.plusSeconds(3601));
    assertThat(checker.violations()).singleElement().asString().contains("claim 1 has waited for more than 60 min");
  }

  private static Claim claim() {
    return new Claim(1, Request.parse("1 host"), "a", "", "", 1, Instant.EPOCH, Claim.Terms.NONE);
  }
}
