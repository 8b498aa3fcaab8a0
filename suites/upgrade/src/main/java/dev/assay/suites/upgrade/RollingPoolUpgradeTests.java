package dev.assay.suites.upgrade;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.RollingUpgrade.Guests;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import dev.assay.testkit.workload.Heartbeats;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.Test;

@Area("upgrade")
@Priority(1)
class RollingPoolUpgradeTests {

  private static final Kpi POOL = Kpi.lower("upgrade.rolling-pool", "s");
  private static final Kpi HOST = Kpi.lower("upgrade.rolling-host", "s");

  private final Pool pool;
  private final Host newcomer;
  private final Build buildUnderTest;
  private final Kpis kpis;
  private final Quantities sizes;

  RollingPoolUpgradeTests(@Storage("nfs") Pool pool, @Storage("nfs") Host newcomer, Build buildUnderTest, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.newcomer = newcomer;
    this.buildUnderTest = buildUnderTest;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 48 * 60)
  void rollingUpgradeKeepsEveryVmRunning() {
    var vms = oldPoolWithGuests();
    var boots = vms.stream().map(Vm::bootId).toList();
    vms.forEach(guest -> guest.writeAndSync("written before"));
    upgrade(Guests.MOVE);
    for (int i = 0; i < vms.size(); i++) {
      assertThat(vms.get(i)).isRunning().answersWithin(Duration.ofMinutes(2)).hasBootId(boots.get(i)).holds("written before");
    }
    afterwards(vms);
  }

  @Test
  @Limit(minutes = 48 * 60)
  void rollingUpgradeResumesEveryVmThatItSuspended() {
    var vms = oldPoolWithGuests();
    upgrade(Guests.SUSPEND);
    vms.forEach(guest -> assertThat(guest).isRunning().answersWithin(Duration.ofMinutes(5)));
    afterwards(vms);
  }

  @Test
  @Limit(minutes = 48 * 60)
  void guestsAreHardlySilentWhileTheirPoolIsUpgraded() {
    var vms = oldPoolWithGuests();
    var beats = new Heartbeats(vms, Duration.ofSeconds(1), Duration.ofSeconds(30));
    var end = pool.bench().time().now().plus(Duration.ofHours(1));
    var listening = pool.bench().time().fork("heartbeats", () -> {
      beats.run(pool, end);
      return beats.check(pool);
    });
    upgrade(Guests.MOVE);
    assertThat(listening.join()).as("guests that were silent").isEmpty();
    beats.measure(kpis);
    vms.forEach(Vm::close);
    pool.bench().spoil();
  }

  @Test
  @Limit(minutes = 48 * 60)
  void poolWhoseGuestsAreShutDownIsUpgradedHostByHost() {
    var vms = oldPoolWithGuests();
    vms.forEach(guest -> {
      guest.writeAndSync("written before");
      guest.shutDown();
    });
    pool.hosts().forEach(host -> kpis.record(HOST, host.upgradeTo(buildUnderTest)));
    pool.hosts().forEach(host -> assertThat(host).reports(buildUnderTest));
    assertThat(pool).isHealthy();
    for (var guest : vms) {
      assertThat(guest.start()).answersWithin(Duration.ofMinutes(5)).holds("written before");
    }
    afterwards(vms);
  }

  private List<Vm> oldPoolWithGuests() {
    var older = pool.master().buildsBefore(buildUnderTest).getLast();
    pool.master().install(older);
    newcomer.install(older);
    pool.join(newcomer);
    pool.createSr("nfs").makeDefault();
    return pool.hosts().stream()
        .flatMap(host -> Stream.generate(() -> pool.create(vm()).startOn(host)).limit(sizes.of(UpgradeSizes.GUESTS)))
        .toList();
  }

  private void upgrade(Guests guests) {
    var upgrade = pool.rollingUpgradeTo(buildUnderTest, guests);
    kpis.record(POOL, upgrade.took());
    kpis.record(HOST, List.copyOf(upgrade.hosts().values()));
    pool.hosts().forEach(host -> assertThat(host).reports(buildUnderTest));
    assertThat(upgrade.hosts().sequencedKeySet().getFirst()).as("the first host to be upgraded").isEqualTo(pool.master().id());
    assertThat(pool).isHealthy();
  }

  /** From the reference procedure: what was upgraded must stand the usual life of a guest. */
  private void afterwards(List<Vm> vms) {
    for (var guest : vms) {
      guest.suspend();
      guest.resume();
      guest.reboot();
      guest.shutDown();
      guest.start();
      assertThat(guest).isRunning();
    }
    vms.forEach(Vm::close);
    pool.bench().spoil();
  }
}
