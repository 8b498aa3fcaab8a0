package dev.assay.suites.nightly;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.Bytes;
import dev.assay.core.Capability;
import dev.assay.core.time.Await;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** The control domain keeps its logs from growing without end, and secrets out of them. */
@Area("serviceability")
@Needs(Capability.SERVICES)
class LogTests {

  /** A log of this size is to be put aside, from the announcement of the release that brought it. */
  private static final Bytes MOST = mib(100);
  private static final String LOG = "/var/log/messages";

  private final Pool pool;
  private final Time time;

  LogTests(Pool pool, Time time) {
    this.pool = pool;
    this.time = time;
  }

  @Test
  void logIsPutAsideAtAHundredMegabytes() {
    var host = pool.master();
    host.enlarge(LOG, MOST.plus(mib(1)));
    Await.on(time).until(LOG + " of " + host + " is put aside", () -> {
      host.run("logger", "assay looks whether logs are put aside");
      return host.sizeOf(LOG).compareTo(MOST) < 0;
    }).seeing(() -> "it has " + host.sizeOf(LOG)).every(ofMinutes(5)).within(ofMinutes(50));
    host.remove(LOG + ".1");
    assertThat(host).isHealthy();
  }

  @Test
  void passwordsAreNotWrittenToLogs() {
    try (Vm vm = pool.create(vm()).start()) {
      assertThat(vm).isRunning();
      var secret = "a55a-secret-password";
      try {
        pool.logIn(secret);
      } catch (dev.assay.xapi.XapiException refused) {
        assertThat(refused.code()).isEqualTo("SESSION_AUTHENTICATION_FAILED");
      }
      for (var log : new String[] {LOG, "/var/log/xensource.log"}) {
        assertThat(pool.master().read(log)).as(log).doesNotContain(secret);
      }
    }
  }
}
