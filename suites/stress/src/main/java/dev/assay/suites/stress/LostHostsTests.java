package dev.assay.suites.stress;

import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import java.util.List;
import org.testng.annotations.Test;

@Area("scale")
@Priority(1)
class LostHostsTests {

  private final Pool pool;
  private final Kpis kpis;
  private final Quantities sizes;

  LostHostsTests(@Size(quantity = ScaleSizes.HOSTS_NAME, fitting = true) @Storage("nfs") Pool pool, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void poolComesBackWhenItsMasterLosesPower() {
    recovery().losingPower(List.of(pool.master()));
  }

  @Test
  @Limit(minutes = 24 * 60)
  void poolComesBackWhenOneSlaveLosesPower() {
    recovery().losingPower(List.of(pool.slave()));
  }

  @Test
  @Limit(minutes = 24 * 60)
  void poolComesBackWhenHalfOfItsSlavesLosePower() {
    recovery().losingPower(slaves().subList(0, Math.ceilDiv(slaves().size(), 2)));
  }

  @Test
  @Limit(minutes = 24 * 60)
  void poolComesBackWhenAllSlavesLosePower() {
    recovery().losingPower(slaves());
  }

  @Test
  @Limit(minutes = 24 * 60)
  void poolComesBackWhenAllHostsLosePower() {
    recovery().losingPower(pool.hosts());
  }

  @Test
  @Limit(minutes = 24 * 60)
  void guestsOutliveTheirStorageNetworkBeingBlocked() {
    recovery().losingStorage(sizes.seconds(ScaleSizes.BLOCKED_SECONDS));
  }

  private List<Host> slaves() {
    return pool.hosts().stream().skip(1).toList();
  }

  private PoolRecovery recovery() {
    return new PoolRecovery(pool, kpis, "scale", sizes.of(ScaleSizes.GUESTS_PER_HOST));
  }
}
