package dev.assay.site.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

public class RecentTests {

  private final Time time = SystemTime.real();
  private final Recent<String, Integer> recent = new Recent<>(2);
  private final AtomicInteger readings = new AtomicInteger();
  private final List<Time.Fork<Integer>> others = new ArrayList<>();

  @AfterMethod
  void forget() {
    readings.set(0);
    others.clear();
  }

  @Test
  public void ofTwoWhoAskAtOnceOneReadsAndTheOtherHasWhatWasRead() {
    assertThat(recent.get("once", whileAnotherAsks("once", _ -> true))).isEqualTo(1);
    assertThat(others.getFirst().join()).isEqualTo(1);
    assertThat(readings).hasValue(1);
  }

  @Test
  public void whatIsNotWorthKeepingEachReadsForHimself() {
    assertThat(recent.getIf("never kept", whileAnotherAsks("never kept", _ -> false), _ -> false)).isEqualTo(1);
    assertThat(others.getFirst().join()).isEqualTo(2);
  }

  @Test
  public void whoeverWaitedForAReadingThatFailedReadsForHimself() {
    var reading = whileAnotherAsks("fails at first", _ -> true);
    assertThatThrownBy(() -> recent.get("fails at first", () -> {
      reading.get();
      throw new AssayException.Unavailable("reading: the database is gone", null);
    })).isInstanceOf(AssayException.Unavailable.class);
    assertThat(others.getFirst().join()).isEqualTo(2);
  }

  @Test
  public void theOneAskedForLeastLatelyGoesFirst() {
    recent.get("a", () -> 1);
    recent.get("b", () -> 2);
    recent.get("a", () -> -1);
    recent.get("c", () -> 3);
    assertThat(recent.get("a", () -> -1)).isEqualTo(1);
    assertThat(recent.get("b", () -> 4)).isEqualTo(4);
  }

  /** A reading that is not over until somebody else waits for the same, or has read it. */
  private Supplier<Integer> whileAnotherAsks(String key, Predicate<Integer> worth) {
    return () -> {
      var asking = new AtomicReference<Thread>();
      others.add(time.fork("other", () -> {
        asking.set(Thread.currentThread());
        return recent.getIf(key, readings::incrementAndGet, worth);
      }));
      while (!others.getFirst().isDone() && (asking.get() == null || asking.get().getState() != Thread.State.WAITING)) {
        Thread.onSpinWait();
      }
      return readings.incrementAndGet();
    };
  }
}
