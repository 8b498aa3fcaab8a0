package dev.assay.core.time;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import java.time.Instant;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class AwaitTests {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private VirtualTime time;

  @BeforeMethod
  void startTheClock() {
    time = VirtualTime.startingAt(START);
  }

  @Test
  public void itTellsHowLongItTook() {
    var took = time.run("root", () -> Await.on(time).until("ten seconds passed", () -> time.since(START).toSeconds() >= 10).within(ofMinutes(1)));
    assertThat(took).isEqualTo(ofSeconds(10));
  }

  @Test
  public void whenTheLimitPassesItSaysWhatWasSeenInstead() {
    assertThatThrownBy(() -> time.run("root", () -> Await.on(time).until("vm bvt-7 answers SSH", () -> false).seeing(() -> "still booting").within(ofMinutes(3))))
        .isInstanceOf(AssayException.TimedOut.class)
        .hasMessage("waiting 3m until vm bvt-7 answers SSH: it did not come about; seen instead: still booting");
    assertThat(time.now()).isEqualTo(START.plus(ofMinutes(3)));
  }

  @Test
  public void itLooksOnceMoreAtTheLimitItself() {
    var took = time.run("root", () -> Await.on(time).until("it is due", () -> !time.now().isBefore(START.plus(ofSeconds(5)))).every(ofSeconds(2)).atMost(ofSeconds(5)));
    assertThat(took).contains(ofSeconds(5));
  }
}
