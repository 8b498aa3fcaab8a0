package dev.assay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.testng.annotations.Test;

class CrewTests {

  private final VirtualTime time = VirtualTime.startingAt(java.time.Instant.EPOCH);

  @Test
  void workIsSharedOutAndAnsweredInItsOrder() {
    var began = time.now();
    var squares = time.run("crew", () -> new Crew(time, 2).each(List.of(3, 1, 2, 4), seconds -> {
      time.sleep(Duration.ofSeconds(seconds));
      return seconds * seconds;
    }));
    assertThat(squares).containsExactly(9, 1, 4, 16);
    assertThat(time.since(began)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void failureEndsTheOthers() {
    var done = new AtomicInteger();
    assertThatThrownBy(() -> time.run("crew", () -> Crew.unlimited(time).each(List.of(1, 2, 3), number -> {
      time.sleep(Duration.ofSeconds(number));
      if (number == 1) {
        throw new AssayException.Product("first fails");
      }
      return done.incrementAndGet();
    }))).hasMessageContaining("first fails");
    assertThat(done).hasValue(0);
  }

  @Test
  void nothingToDoTakesNobody() {
    assertThat(new Crew(time, 5).each(List.<Integer>of(), number -> number)).isEmpty();
  }
}
