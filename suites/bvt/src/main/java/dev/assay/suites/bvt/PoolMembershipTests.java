package dev.assay.suites.bvt;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import org.testng.annotations.Test;

@Area("pools")
@Needs(Capability.POOLS)
class PoolMembershipTests {

  private final Pool pool;
  private final Host newcomer;

  PoolMembershipTests(Pool pool, Host newcomer) {
    this.pool = pool;
    this.newcomer = newcomer;
  }

  @Test
  void hostJoinsRunsVmsAndLeaves() {
    var first = pool.master();
    var second = Host.of(newcomer);
    pool.join(second);
    assertThat(pool).consistsOf(first, second).isHealthy();
    pool.eject(second);
    assertThat(pool).consistsOf(first);
    assertThat(second).isHealthy();
  }

  @Test
  void masterRefusesToBeEjected() {
    assertRefused("INTERNAL_ERROR", () -> pool.eject(pool.master()));
    assertThat(pool).isHealthy();
  }
}
