package dev.assay.suites.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Capability;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.workload.Gauge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

@Area("soak")
@Priority(2)
class SessionTests {

  private static final Duration PAUSE = Duration.ofMinutes(20);

  private final Pool pool;
  private final Time time;
  private final Quantities sizes;

  SessionTests(Pool pool, Time time, Quantities sizes) {
    this.pool = pool;
    this.time = time;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 8 * 24 * 60)
  void sessionsThatLogOutAreGone() {
    int stayed = 0;
    for (int session = 0; session < sizes.of(SoakSizes.SESSIONS); session++) {
      stayed += pool.staysLoggedInAfterLogout() ? 1 : 0;
      time.sleep(PAUSE);
    }
    assertThat(stayed).as("sessions that are still good after their logout").isZero();
  }

  @Test
  @Needs(Capability.SERVICES)
  @Limit(minutes = 24 * 60)
  void openSessionsDoNotPileUp() {
    var samples = new ArrayList<Double>();
    for (int sample = 0; sample < sizes.of(SoakSizes.SAMPLES); sample++) {
      for (int login = 0; login < sizes.of(SoakSizes.LOGINS); login++) {
        pool.logInAndOut();
      }
      time.sleep(PAUSE);
      samples.add(Gauge.SESSIONS.reading().applyAsDouble(pool.master()));
    }
    assertThat(IntStream.range(1, samples.size()).allMatch(i -> samples.get(i) > samples.get(i - 1)))
        .as("sessions that are open every " + PAUSE.toMinutes() + " minutes always rise: " + samples).isFalse();
  }
}
