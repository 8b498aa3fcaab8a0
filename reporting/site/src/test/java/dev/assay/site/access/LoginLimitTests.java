package dev.assay.site.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.testng.annotations.Test;

public class LoginLimitTests {

  @Test
  public void failuresOfAnAddressAreForgottenAfterAMinute() {
    try (var time = VirtualTime.startingAt(Instant.EPOCH)) {
      time.run("guessing", () -> {
        var limit = new LoginLimit(time);
        for (int i = 0; i < LoginLimit.PER_ADDRESS; i++) {
          assertThat(limit.mustWait("a")).isEmpty();
          limit.failed("a");
        }
        assertThat(limit.mustWait("a")).hasValue(Duration.ofMinutes(1));
        assertThat(limit.mustWait("b")).isEmpty();
        time.sleep(Duration.ofMinutes(1));
        assertThat(limit.mustWait("a")).isEmpty();
        return true;
      });
    }
  }

  @Test
  public void manyAddressesTogetherAreSlowedToo() {
    try (var time = VirtualTime.startingAt(Instant.EPOCH)) {
      var limit = new LoginLimit(time);
      for (int i = 0; i < LoginLimit.OF_ALL; i++) {
        limit.failed("address-" + i);
      }
      assertThat(limit.mustWait("somebody-else")).isPresent();
    }
  }
}
