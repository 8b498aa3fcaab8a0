package dev.assay.core.time;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.testng.annotations.Test;

public class SystemTimeTests {

  @Test
  public void aFasterClockPassesMinutesInMoments() {
    var time = SystemTime.faster(10_000);
    var start = time.now();
    time.sleep(ofMinutes(10));
    assertThat(time.since(start)).isGreaterThanOrEqualTo(ofMinutes(10));
    assertThat(time.wallNanos(ofMinutes(10))).isEqualTo(ofMillis(60).toNanos());
  }

  @Test
  public void aCancelledForkEndsAtItsWait() {
    var time = SystemTime.real();
    var fork = time.fork("long", () -> {
      time.sleep(ofMinutes(10));
      return null;
    });
    fork.cancel();
    assertThatThrownBy(fork::join).isInstanceOf(AssayException.Cancelled.class);
  }

  @Test
  public void aSignalWakesWhoWaitsForIt() {
    var time = SystemTime.real();
    var open = new AtomicBoolean();
    var door = time.signal();
    var waiter = time.fork("waiter", () -> door.await(open::get, ofMinutes(1)));
    open.set(true);
    door.raise();
    assertThat(waiter.join()).isTrue();
  }

  @Test
  public void impossibleSpeedsAreRefused() {
    assertThatThrownBy(() -> SystemTime.faster(0)).isInstanceOf(AssayException.Usage.class);
    assertThatThrownBy(() -> SystemTime.faster(Double.NaN)).isInstanceOf(AssayException.Usage.class);
  }
}
