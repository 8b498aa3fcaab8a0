package dev.assay.suites.perf;

import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Storage;
import dev.assay.testkit.SupportedLimits;
import org.testng.annotations.Test;

/** So many VLANs are made on one card, are all there, and go without a trace; each is timed. */
@Area("density")
class VlanLimitTests {

  private static final Kpi CREATE = Kpi.lower("network.vlan-create", "s");
  private static final Kpi DESTROY = Kpi.lower("network.vlan-destroy", "s");
  private static final int FIRST_TAG = 2;

  private final Pool pool;
  private final VlanCount step;
  private final SupportedLimits limits;
  private final Kpis kpis;
  private final Quantities sizes;

  VlanLimitTests(@Storage("nfs") Pool pool, VlanCount step, Build build, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.step = step;
    this.limits = SupportedLimits.of(build);
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 480)
  void vlansComeAndGo() {
    int most = Math.min(sizes.of(PerfSizes.VLANS), limits.vlansOfHost());
    int count = Math.max(1, most * step.count() / VlanCount.MOST.count());
    var round = pool.vlansComeAndGo(FIRST_TAG, count);
    assertThat(round.there()).as("interfaces of VLANs while all were there").isEqualTo(count);
    assertThat(round.leftBehind()).as("interfaces left behind").isZero();
    kpis.record(CREATE, round.made(), "vlans", count);
    kpis.record(DESTROY, round.destroyed(), "vlans", count);
    assertThat(pool).isHealthy();
  }
}
