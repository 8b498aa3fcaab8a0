package dev.assay.suites.stress;

import dev.assay.testkit.Area;
import dev.assay.testkit.Count;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Pools;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import java.util.List;
import java.util.function.Consumer;
import org.testng.annotations.Test;

/** Hundreds of hosts at once: what befalls one pool befalls all of them at the same instant. */
@Area("scale")
@Priority(1)
class ManyPoolsTests {

  private final Pools pools;
  private final Kpis kpis;
  private final Quantities sizes;

  ManyPoolsTests(
      @Count(quantity = ScaleSizes.POOLS_NAME) @Size(quantity = ScaleSizes.HOSTS_NAME) @Storage("nfs") Pools pools, Kpis kpis, Quantities sizes) {
    this.pools = pools;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void everyPoolComesBackWhenAllMastersLosePower() {
    inEach(recovery -> recovery.losingPower(List.of(recovery.pool().master())));
  }

  @Test
  @Limit(minutes = 24 * 60)
  void everyPoolComesBackWhenAllHostsLosePower() {
    inEach(recovery -> recovery.losingPower(recovery.pool().hosts()));
  }

  @Test
  @Limit(minutes = 24 * 60)
  void guestsOfEveryPoolOutliveTheirStorageNetworkBeingBlocked() {
    inEach(recovery -> recovery.losingStorage(sizes.seconds(ScaleSizes.BLOCKED_SECONDS)));
  }

  private void inEach(Consumer<PoolRecovery> ordeal) {
    pools.each(pool -> ordeal.accept(recovery(pool)));
  }

  private PoolRecovery recovery(Pool pool) {
    return new PoolRecovery(pool, kpis, "scale.many-pools", sizes.of(ScaleSizes.GUESTS_PER_HOST_OF_MANY));
  }
}
