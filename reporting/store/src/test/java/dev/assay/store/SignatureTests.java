package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class SignatureTests {

  @DataProvider
  Object[][] messages() {
    return new Object[][] {
      {"host ams-h03 not fenced in 312 s", "host <host> not fenced in <number> s"},
      {"SR_BACKEND_FAILURE_47: OpaqueRef:0af9-11 gone", "SR_BACKEND_FAILURE_47: <ref> gone"},
      {"vdi 8c9dbb2e-8e0b-4b3c-9c44-8f1e2a6d0a11 missing", "vdi <uuid> missing"},
      {"no answer from 10.0.3.17:443 or fe80::1:2 (52:54:00:ab:cd:ef)", "no answer from <ip> or <ip> (<mac>)"},
      {"see /var/log/xensource.log at 0x7fff", "see <path> at <hex>"},
      {"bvt-7 took 3m20s on 6.5.0", "bvt-<number> took <number>m<number>s on <number>"},
      {"line one\n   line two", "line one line two"},
    };
  }

  @Test(dataProvider = "messages")
  public void whatVariesIsMaskedAndErrorCodesAreKept(String message, String masked) {
    assertThat(MaskedMessage.of(message, List.of("ams-h0", "ams-h03")).text()).isEqualTo(masked);
  }

  @Test
  public void twoOccurrencesOfOneFailureLookAlike() {
    var one = MaskedMessage.of("vm bvt-1 on ams-h03: still booting after 180 s", List.of("ams-h03"));
    var other = MaskedMessage.of("vm bvt-22 on lon-h11: still booting after 240 s", List.of("lon-h11"));
    assertThat(one).isEqualTo(other);
  }

  @Test
  public void aHostileMessageIsMaskedWithoutDelay() {
    assertThat(MaskedMessage.of("A_".repeat(50_000) + "/a".repeat(50_000) + ":1".repeat(50_000), List.of()).text()).hasSizeLessThanOrEqualTo(400);
  }

  @Test
  public void theFrameIsTheTestsOwnMethodEvenInsideALambda() {
    assertThat(TopFrame.of(thrownInLambda(), "dev.assay.store.SignatureTests#x")).isEqualTo("dev.assay.store.SignatureTests#thrownInLambda");
  }

  @Test
  public void aFailureOutsideTheTestTakesThePlannedSource() {
    assertThat(TopFrame.of(new IllegalStateException(), "dev.assay.Other#case")).isEqualTo("dev.assay.Other#case");
    assertThat(TopFrame.of(null, "dev.assay.Other#case")).isEqualTo("dev.assay.Other#case");
  }

  private static Throwable thrownInLambda() {
    Supplier<Throwable> thrower = () -> new AssertionError("x");
    return thrower.get();
  }
}
