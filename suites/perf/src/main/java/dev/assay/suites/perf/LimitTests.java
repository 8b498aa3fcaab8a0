package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Sr;
import dev.assay.testkit.Storage;
import org.testng.annotations.Test;

/** A host and its storage hold as many disks and VLANs as they shall, and go on answering. */
@Area("density")
class LimitTests {

  private static final Kpi SCAN = Kpi.lower("storage.scan", "s");
  private static final Kpi VLAN_ROUND = Kpi.lower("network.vlan-create-destroy", "s");
  private static final int ROUNDS = 10;

  private final Pool pool;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  LimitTests(@Storage("nfs") Pool pool, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 480)
  void repositoryHoldsAsManyDisksAsItShall() {
    int disks = sizes.of(PerfSizes.DISKS);
    try (Sr sr = pool.createSr("nfs")) {
      for (int made = 1; made <= disks; made++) {
        sr.createDisk(mib(64));
        if (made % Math.max(1, disks / ROUNDS) == 0) {
          var begun = time.now();
          sr.scan();
          kpis.record(SCAN, time.since(begun));
        }
      }
      assertThat(sr.disks()).hasSize(disks);
    }
  }

  @Test
  @Limit(minutes = 480)
  void vlansComeAndGo() {
    var begun = time.now();
    int vlans = sizes.of(PerfSizes.VLANS);
    assertThat(pool.vlansLeaveBehind(2, vlans)).as("interfaces left behind").isZero();
    kpis.record(VLAN_ROUND, time.since(begun).dividedBy(vlans));
  }
}
