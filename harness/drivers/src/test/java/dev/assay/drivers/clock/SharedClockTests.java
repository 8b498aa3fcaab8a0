package dev.assay.drivers.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.served.ClockDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** At the wall clock's own pace none of these would end: they wait for hours. */
public class SharedClockTests {

  private static final Instant START = Instant.parse("2014-12-15T00:00:00Z");

  private static final Duration LIMIT = Duration.ofHours(4);

  private VirtualTime lab = VirtualTime.paced(START, 1);
  private ClockDoor door = ClockDoor.open(0, lab);
  private SharedClock time = SharedClock.at(door.address());

  @BeforeMethod
  public void open() {
    lab = VirtualTime.paced(START, 1);
    door = ClockDoor.open(0, lab);
    time = SharedClock.at(door.address());
  }

  @AfterMethod(alwaysRun = true)
  public void close() {
    time.close();
    door.close();
    lab.close();
  }

  @Test
  public void hoursPassAtOnceWhileAllForksWait() {
    var woken = new CopyOnWriteArrayList<String>();
    var took = inside(() -> {
      var start = time.now();
      var late = time.fork("late", () -> sleep("late", 5, woken));
      var early = time.fork("early", () -> sleep("early", 2, woken));
      late.join();
      early.join();
      return time.since(start);
    });
    assertThat(woken).containsExactly("early", "late");
    assertThat(took).isEqualTo(Duration.ofHours(5));
  }

  @Test
  public void timeStandsWhileAForkWorksAndItsRequestsAreAnswered() {
    var told = new AtomicBoolean();
    lab.schedule(Duration.ofMinutes(1), () -> told.set(true));
    inside(() -> {
      var before = time.now();
      int answer = lab.run("a call that takes no time", () -> 7);
      assertThat(answer).isEqualTo(7);
      assertThat(time.now()).isEqualTo(before);
      assertThat(told).isFalse();
      assertThat(lab.<Instant>run("a call that takes an hour", () -> {
        lab.sleep(Duration.ofHours(1));
        return lab.now();
      })).isEqualTo(before.plus(Duration.ofHours(1))).isEqualTo(time.now());
      assertThat(told).isTrue();
      return "";
    });
  }

  @Test
  public void whoIsWokenIsWokenAtThatTimeAndALimitPassesAtOnceWhenNobodyComes() {
    inside(() -> {
      var come = new AtomicBoolean();
      var signal = time.signal();
      var start = time.now();
      var waiting = time.fork("waiting", () -> signal.await(come::get, Duration.ofHours(9)));
      time.sleep(Duration.ofHours(1));
      come.set(true);
      signal.raise();
      assertThat(waiting.join()).isTrue();
      assertThat(time.since(start)).isEqualTo(Duration.ofHours(1));
      assertThat(time.signal().await(() -> false, Duration.ofHours(9))).isFalse();
      assertThat(time.since(start)).isEqualTo(Duration.ofHours(10));
      return "";
    });
  }

  @Test
  public void aDriversWaitLastsAsLongAsTheLabsWorkOrItsLimit() {
    inside(() -> {
      var start = time.now();
      assertThat(waitForTheLab(() -> lab.sleep(Duration.ofHours(3)))).isTrue();
      assertThat(time.since(start)).isEqualTo(Duration.ofHours(3));
      var never = lab.signal();
      assertThat(waitForTheLab(() -> never.await(() -> false, Time.FOREVER))).isFalse();
      assertThat(time.since(start)).isEqualTo(Duration.ofHours(3).plus(LIMIT));
      return "";
    });
  }

  @Test
  public void aForkThatIsCancelledStopsWaitingAndIsNoLongerWaitedFor() {
    inside(() -> {
      var start = time.now();
      var asleep = time.fork("asleep", () -> sleep("never", 100, new CopyOnWriteArrayList<>()));
      time.sleep(Duration.ofHours(1));
      asleep.cancel();
      assertThatThrownBy(asleep::join).isInstanceOf(AssayException.Cancelled.class);
      time.sleep(Duration.ofHours(1));
      assertThat(time.since(start)).isEqualTo(Duration.ofHours(2));
      return "";
    });
  }

  @Test
  public void whatAForkThrowsIsThrownWhereItIsJoined() {
    assertThatThrownBy(() -> inside(() -> {
      throw new IllegalArgumentException("so");
    })).isInstanceOf(IllegalArgumentException.class).hasMessage("so");
  }

  @Test
  public void aSecondProgramIsWaitedForToo() {
    try (var other = SharedClock.at(door.address())) {
      var order = new CopyOnWriteArrayList<String>();
      var both = new CountDownLatch(2);
      var mine = time.fork("mine", () -> {
        begin(both);
        return sleep("mine", 2, order);
      });
      var theirs = other.fork("theirs", () -> {
        begin(both);
        other.sleep(Duration.ofHours(1));
        order.add("theirs");
        other.sleep(Duration.ofHours(2));
        return order.add("theirs again");
      });
      mine.join();
      theirs.join();
      assertThat(order).containsExactly("theirs", "mine", "theirs again");
    }
  }

  @Test
  public void aClockThatIsGoneIsSaid() {
    door.close();
    var address = door.address();
    time.close();
    assertThatThrownBy(() -> time.now()).isInstanceOf(AssayException.Lab.class).hasMessageContaining("does 'assay lab serve' still run?");
    assertThatThrownBy(() -> SharedClock.at(address)).isInstanceOf(AssayException.Lab.class).hasMessageContaining(address);
  }

  @Test(timeOut = 60_000)
  public void whoWaitsForAnotherIsWokenThoughTheClockIsGone() throws InterruptedException {
    var line = new ClockLine(door.address());
    var waiter = new Waiter(line);
    waiter.begin(Waiter.Kind.OWN, true, Time.FOREVER);
    line.close();
    waiter.end();
    waiter.await();
    assertThatThrownBy(() -> line.answer("now")).isInstanceOf(AssayException.Lab.class);
  }

  @Test(timeOut = 60_000)
  public void whatIsNoClockIsSaid() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> greet(other));
      assertThatThrownBy(() -> SharedClock.at("127.0.0.1:" + other.getLocalPort()))
          .isInstanceOf(AssayException.Lab.class).hasMessageContaining("no clock answers 'SSH-2.0-other'");
    }
  }

  private static void greet(ServerSocket other) {
    try (var caller = other.accept()) {
      caller.getOutputStream().write("SSH-2.0-other\r\n".getBytes(StandardCharsets.US_ASCII));
      caller.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Wait by a driver's clock for what a command does inside the lab. */
  private boolean waitForTheLab(Runnable command) {
    var ended = new AtomicBoolean();
    var signal = time.forDrivers().signal();
    lab.submit("command", () -> {
      command.run();
      return true;
    }).thenAccept(_ -> {
      ended.set(true);
      signal.raise();
    });
    return signal.await(ended::get, LIMIT);
  }

  /** Until the clock knows both, there is only one to wait for. */
  private static void begin(CountDownLatch both) throws InterruptedException {
    both.countDown();
    both.await();
  }

  private boolean sleep(String name, int hours, List<String> woken) {
    time.sleep(Duration.ofHours(hours));
    return woken.add(name);
  }

  private <T> T inside(Callable<T> body) {
    return time.fork("test", body).join();
  }
}
