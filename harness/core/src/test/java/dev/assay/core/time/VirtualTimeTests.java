package dev.assay.core.time;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class VirtualTimeTests {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private VirtualTime time;

  @BeforeMethod
  void startAtTheNewYear() {
    time = VirtualTime.startingAt(START);
  }

  @Test
  public void aFortnightPassesInNoTime() {
    time.run("sleeper", () -> {
      time.sleep(ofDays(14));
      return null;
    });
    assertThat(time.now()).isAfterOrEqualTo(START.plus(ofDays(14)));
  }

  @Test
  public void forksWakeInOrderOfInstantThenOfAsking() {
    assertThat(trace()).containsExactly("c@1", "a@2", "b@2", "d@3").isEqualTo(trace());
  }

  private static List<String> trace() {
    var time = VirtualTime.startingAt(START);
    return time.run("root", () -> {
      var seen = new ArrayList<String>();
      var forks = new ArrayList<Time.Fork<Boolean>>();
      for (var entry : List.of("a2", "b2", "c1", "d3")) {
        forks.add(time.fork(entry, () -> {
          time.sleep(ofSeconds(entry.charAt(1) - '0'));
          return seen.add(entry.charAt(0) + "@" + Duration.between(START, time.now()).toSeconds());
        }));
      }
      forks.forEach(Time.Fork::join);
      return seen;
    });
  }

  @Test
  public void aSignalWakesWhoWaitsForIt() {
    var open = new AtomicBoolean();
    boolean came = time.run("root", () -> {
      var door = time.signal();
      time.fork("opener", () -> {
        time.sleep(ofSeconds(5));
        open.set(true);
        door.raise();
        return null;
      });
      return door.await(open::get, ofSeconds(60));
    });
    assertThat(came).isTrue();
    assertThat(time.now()).isEqualTo(START.plus(ofSeconds(5)));
  }

  @Test
  public void aSignalGivesUpAtItsLimit() {
    boolean came = time.run("root", () -> time.signal().await(() -> false, ofSeconds(7)));
    assertThat(came).isFalse();
    assertThat(time.now()).isEqualTo(START.plus(ofSeconds(7)));
  }

  @Test
  public void aCancelledForkEndsAtItsWait() {
    time.run("root", () -> {
      var fork = time.fork("long", () -> {
        time.sleep(ofHours(1));
        return null;
      });
      time.sleep(ofSeconds(1));
      fork.cancel();
      assertThatThrownBy(fork::join).isInstanceOf(AssayException.Cancelled.class);
      return null;
    });
    assertThat(time.now()).isEqualTo(START.plus(ofSeconds(1)));
  }

  @Test
  public void workThatNothingCanWakeIsReportedAndDoesNotHang() {
    assertThatThrownBy(() -> time.run("stuck", () -> {
      time.signal().await(() -> false, Time.FOREVER);
      return null;
    })).isInstanceOf(IllegalStateException.class).hasMessageContaining("'stuck' waits for something");
  }

  @Test
  public void whatABodyThrowsReachesItsJoiner() {
    assertThatThrownBy(() -> time.run("root", () -> time.fork("bad", () -> {
      throw new AssayException.Product("broken");
    }).join())).isInstanceOf(AssayException.Product.class).hasMessage("broken");
  }

  @Test
  public void scheduledActionsRunOnTimeAndCanBeTakenBack() {
    var seen = new ArrayList<String>();
    time.run("root", () -> {
      time.schedule(ofSeconds(2), () -> seen.add("kept"));
      time.schedule(ofSeconds(1), () -> seen.add("cancelled")).run();
      time.sleep(ofSeconds(3));
      return null;
    });
    assertThat(seen).containsExactly("kept");
  }

  @Test
  public void thousandsOfForksTakeTurns() {
    int total = time.run("root", () -> {
      var sum = new int[1];
      var forks = new ArrayList<Time.Fork<Object>>();
      for (int i = 0; i < 5_000; i++) {
        int delay = i % 97;
        forks.add(time.fork("f" + i, () -> {
          for (int k = 0; k < 4; k++) {
            time.sleep(ofMillis(delay));
            int before = sum[0];
            sum[0] = before + 1;
          }
          return "";
        }));
      }
      forks.forEach(Time.Fork::join);
      return sum[0];
    });
    assertThat(total).isEqualTo(20_000);
  }

  @Test
  public void aPacedClockKeepsTheWallClocksPaceAndTakesOutsideWork() {
    try (var paced = VirtualTime.paced(START, 1000)) {
      var wall = SystemTime.real();
      var begun = wall.now();
      var answer = paced.submit("slow", () -> {
        paced.sleep(ofSeconds(300));
        return paced.now();
      });
      assertThat(paced.run("quick", () -> 42)).isEqualTo(42);
      assertThat(answer).isNotDone();
      assertThat(answer.join()).isAfterOrEqualTo(START.plus(ofSeconds(300)));
      assertThat(wall.since(begun)).isGreaterThan(ofMillis(250));
    }
  }
}
