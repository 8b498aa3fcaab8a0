package dev.assay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.lab.DamagedHostException;
import dev.assay.core.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.testng.annotations.Test;

public class ComebackTests {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  private static boolean refuse() {
    throw new AssayException.Lab("connecting by SSH to root at xen-1: Connection refused");
  }

  private static Duration waited(BooleanSupplier state, BooleanSupplier isOff) {
    try (var time = VirtualTime.startingAt(Instant.EPOCH)) {
      return time.run("root", () -> new Comeback("host xen-1", isOff).until(time, "host xen-1 is back", state).within(LIMIT));
    }
  }

  @Test
  public void silenceIsWaitedOutAndToldWhenTheLimitPasses() {
    var looks = new AtomicInteger();
    assertThat(waited(() -> looks.incrementAndGet() > 3 || refuse(), () -> false)).isEqualTo(Duration.ofSeconds(15));
    assertThatThrownBy(() -> waited(ComebackTests::refuse, () -> false)).isInstanceOf(AssayException.TimedOut.class)
        .hasMessageContaining("waiting 30m").hasMessageContaining("seen instead: connecting by SSH to root at xen-1: Connection refused");
  }

  @Test
  public void damagedRecordsAreNotWaitedFor() {
    var looks = new AtomicInteger();
    assertThatThrownBy(() -> waited(() -> {
      looks.incrementAndGet();
      throw new DamagedHostException("reading record vm-1.json: it is empty");
    }, () -> false)).isInstanceOf(AssayException.Lab.class).hasMessageContaining("it is empty");
    assertThat(looks).hasValue(1);
  }

  @Test
  public void anEmulatedMachineThatIsOffIsTheLabsFailureAtOnce() {
    assertThatThrownBy(() -> waited(ComebackTests::refuse, () -> true)).isInstanceOf(AssayException.Lab.class).hasMessageContaining("host xen-1: its emulated machine is off");
  }
}
