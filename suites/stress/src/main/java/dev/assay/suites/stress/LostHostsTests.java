package dev.assay.suites.stress;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.PowerLoss;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.StorageLoss;
import dev.assay.testkit.Storm;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** From the reference procedure: SSH is back within 600 s, the toolstack too, and the host is enabled within 1200 s. */
@Area("scale")
@Priority(1)
class LostHostsTests {

  private static final Kpi SHELL_BACK = Kpi.lower("scale.shell-back", "s");
  private static final Kpi ENABLED = Kpi.lower("scale.host-enabled", "s");
  private static final Kpi UNBLOCKED = Kpi.lower("scale.all-guests-answer-after-unblocking", "s");
  private static final Kpi LOGIN_READY = Kpi.lower("scale.login-ready", "s");

  private final Pool pool;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  LostHostsTests(@Size(quantity = ScaleSizes.HOSTS_NAME) @Storage("nfs") Pool pool, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void poolComesBackWhenItsMasterLosesPower() {
    losePower(List.of(pool.master()));
  }

  @Test
  @Limit(minutes = 24 * 60)
  void poolComesBackWhenOneSlaveLosesPower() {
    losePower(List.of(pool.slave()));
  }

  @Test
  @Limit(minutes = 24 * 60)
  void poolComesBackWhenAllSlavesLosePower() {
    losePower(pool.hosts().stream().skip(1).toList());
  }

  @Test
  @Limit(minutes = 24 * 60)
  void poolComesBackWhenAllHostsLosePower() {
    losePower(pool.hosts());
  }

  @Test
  @Limit(minutes = 24 * 60)
  void guestsOutliveTheirStorageNetworkBeingBlocked() {
    var vms = started();
    var boots = vms.stream().map(Vm::bootId).toList();
    vms.forEach(vm -> vm.writeAndSync("written before"));
    try (var _ = StorageLoss.of(pool)) {
      time.sleep(sizes.seconds(ScaleSizes.BLOCKED_SECONDS));
    }
    var unblocked = time.now();
    for (int i = 0; i < vms.size(); i++) {
      assertThat(vms.get(i)).isRunning().answersWithin(Duration.ofMinutes(10)).hasBootId(boots.get(i)).holds("written before");
    }
    kpis.record(UNBLOCKED, time.since(unblocked));
    assertThat(pool).isHealthy();
    vms.forEach(Vm::close);
  }

  private void losePower(List<Host> lost) {
    var vms = started();
    var back = PowerLoss.of(pool, lost);
    kpis.record(SHELL_BACK, back.shells());
    kpis.record(ENABLED, back.enabled());
    assertThat(back.shells()).as("times until root can log in again").allMatch(took -> took.compareTo(Duration.ofSeconds(600)) <= 0);
    assertThat(back.enabled()).as("times until hosts are enabled again").allMatch(took -> took.compareTo(Duration.ofSeconds(1200)) <= 0);
    assertThat(back.survivors()).as("VMs on hosts that kept their power, and that run no more").isEmpty();
    assertThat(back.undead()).as("VMs on hosts that lost power, and that are said to run").isEmpty();
    pool.hosts().forEach(host -> assertThat(host.domains().size()).as("guests that product and hypervisor have on " + host).isEqualTo(host.residents().size()));
    assertThat(pool).isHealthy();
    vms.forEach(Vm::close);
  }

  private List<Vm> started() {
    try (var gold = pool.create(vm())) {
      int count = sizes.of(ScaleSizes.GUESTS_PER_HOST) * pool.hosts().size();
      var vms = Stream.generate(gold::copyOnWriteClone).limit(count).toList();
      kpis.record(LOGIN_READY, storm(vms).boots(Duration.ofMinutes(100)).stream().map(Storm.Boot::login).toList());
      return vms;
    }
  }
}
