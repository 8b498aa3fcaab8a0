package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.GuestImage.WINDOWS_7;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.HostReadings;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Memory;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.Collections;
import org.testng.annotations.Test;

@Area("performance")
class BootStormTests {

  private static final Kpi LOGIN_READY = Kpi.lower("bootstorm.login-ready", "s");
  private static final Kpi LAST_LOGIN = Kpi.lower("bootstorm.last-login", "s");
  private static final int VMS = 125;

  private final Pool pool;
  private final Time time;
  private final Kpis kpis;

  BootStormTests(@Memory("192GiB") @Storage("nfs") Pool pool, Time time, Kpis kpis) {
    this.pool = pool;
    this.time = time;
    this.kpis = kpis;
  }

  @Test
  @Limit(minutes = 240)
  void bootstormBringsUpAll125Vms() {
    try (Vm gold = pool.create(vm().from(WINDOWS_7).memory(mib(896)))) {
      var vms = pool.cloneMany(gold, VMS);
      var readings = HostReadings.begin(pool.hosts(), time);
      var boots = storm(vms).untilLogin(Duration.ofMinutes(60));
      readings.record(kpis);
      kpis.record(LOGIN_READY, boots);
      kpis.record(LAST_LOGIN, Collections.max(boots));
      assertThat(boots).hasSize(VMS);
      assertThat(pool).isHealthy();
      vms.forEach(Vm::close);
    }
  }
}
