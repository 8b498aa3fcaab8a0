package dev.assay.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.core.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.testng.annotations.Test;

/** The limit of a run is divided among its steps, on virtual time. */
class RunBudgetTests {

  private static final RunBudget NINETY_MINUTES = new RunBudget(Duration.ofMinutes(90));

  @Test
  void whatIsTriedIsCutShortWhileThereIsTimeToJudgeIt() {
    try (var time = VirtualTime.startingAt(Instant.EPOCH)) {
      var stop = new Stop();
      time.run("a run that never ends", () -> {
        try (var _ = new OrderWatch(time, Optional::empty, RunId.of("R-1"), Optional.of(NINETY_MINUTES), stop, () -> {})) {
          time.sleep(Duration.ofSeconds(85 * 60 + 29));
          assertThat(stop.isAsked()).isFalse();
          time.sleep(Duration.ofSeconds(2));
        }
        return true;
      });
      var reason = stop.reason().orElseThrow();
      assertThat(reason.forGood()).isTrue();
      assertThat(reason.exception()).isInstanceOf(AssayException.TimedOut.class).hasMessage("its limit of 90 min passed, but for 4 min 30 s kept for judging and reports");
    }
  }

  @Test
  void aRunWithoutALimitGoesOn() {
    try (var time = VirtualTime.startingAt(Instant.EPOCH)) {
      var stop = new Stop();
      time.run("a long run", () -> {
        try (var _ = new OrderWatch(time, Optional::empty, RunId.of("R-1"), Optional.empty(), stop, () -> {})) {
          time.sleep(Duration.ofDays(1));
        }
        return true;
      });
      assertThat(stop.isAsked()).isFalse();
    }
  }

  @Test
  void waitingForHostsHasHalfOfItAndNeverMoreThanWasSaid() {
    assertThat(waiting(Duration.ofHours(12), Optional.of(Duration.ofMinutes(90)))).isEqualTo(Duration.ofMinutes(45));
    assertThat(waiting(Duration.ofMinutes(10), Optional.of(Duration.ofMinutes(90)))).isEqualTo(Duration.ofMinutes(10));
    assertThat(waiting(Duration.ofHours(12), Optional.empty())).isEqualTo(Duration.ofHours(12));
  }

  private static Duration waiting(Duration said, Optional<Duration> limit) {
    return new Conduct(said, limit, Optional.empty(), Set.of(), false).waitForHosts();
  }

  @Test
  void longLimitsKeepTenMinutesAndShortOnesAQuarter() {
    assertThat(new RunBudget(Duration.ofDays(2)).forEnding()).isEqualTo(Duration.ofMinutes(10));
    assertThat(new RunBudget(Duration.ofMinutes(10)).forEnding()).isEqualTo(Duration.ofMinutes(1));
    assertThat(new RunBudget(Duration.ofMinutes(2)).forEnding()).isEqualTo(Duration.ofSeconds(30));
  }
}
