package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.inventory.planning.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testng.annotations.Test;

/** Times that can never be are refused before a claim is made. */
class WishedTimesTests {

  private static final Instant NOW = Instant.parse("2026-12-01T20:00:00Z");

  @Test
  void aBookingIsForATimeToCome() {
    assertThat(terms("+30m", null, null).startAfter()).contains(NOW.plus(Duration.ofMinutes(30)));
    assertThat(terms("2026-12-01T19:59:30Z", null, null).booked()).isTrue();
    assertThatThrownBy(() -> terms("2026-12-01T19:58:00Z", null, null)).isInstanceOf(AssayException.Usage.class).hasMessageContaining("that is past");
  }

  @Test
  void aDeadlineIsToComeAndNotBeforeTheBeginning() {
    assertThat(terms(null, "+10m", "+10m").deadline()).contains(NOW.plus(Duration.ofMinutes(10)));
    assertThatThrownBy(() -> terms(null, null, "2026-12-01T19:59:59Z")).isInstanceOf(AssayException.Usage.class).hasMessageContaining("that is past");
    assertThatThrownBy(() -> terms(null, "+10m", "+5m")).isInstanceOf(AssayException.Usage.class).hasMessageContaining("may not begin before");
  }

  private static Claim.Terms terms(@Nullable String at, @Nullable String after, @Nullable String deadline) {
    return new WishedTimes(Optional.ofNullable(at), Optional.ofNullable(after), Optional.ofNullable(deadline), Optional.empty()).terms(Duration.ofHours(1), false, NOW);
  }
}
