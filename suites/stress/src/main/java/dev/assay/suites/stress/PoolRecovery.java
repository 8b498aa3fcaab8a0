package dev.assay.suites.stress;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.PowerLoss;
import dev.assay.testkit.StorageLoss;
import dev.assay.testkit.Storm;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pool that loses power or storage while its guests run, held to the reference procedure: SSH is back within 600 s, the toolstack too,
 * and the host is enabled within 1200 s.
 *
 * @param family what the names of its KPIs begin with
 */
record PoolRecovery(Pool pool, Kpis kpis, String family, int guestsPerHost) {

  private static final Duration SHELL = Duration.ofSeconds(600);
  private static final Duration ENABLED = Duration.ofSeconds(1200);

  void losingPower(List<Host> lost) {
    var vms = started();
    var back = PowerLoss.of(pool, lost);
    kpis.record(seconds("shell-back"), back.shells());
    kpis.record(seconds("host-enabled"), back.enabled());
    assertThat(back.shells()).as("times until root can log in again").allMatch(took -> took.compareTo(SHELL) <= 0);
    assertThat(back.enabled()).as("times until hosts are enabled again").allMatch(took -> took.compareTo(ENABLED) <= 0);
    assertThat(back.survivors()).as("VMs on hosts that kept their power, and that run no more").isEmpty();
    assertThat(back.undead()).as("VMs on hosts that lost power, and that are said to run").isEmpty();
    pool.hosts().forEach(host -> assertThat(host.domains().size()).as("guests that product and hypervisor have on " + host).isEqualTo(host.residents().size()));
    assertThat(pool).isHealthy();
    vms.forEach(Vm::close);
  }

  void losingStorage(Duration length) {
    var time = pool.bench().time();
    var vms = started();
    var boots = vms.stream().map(Vm::bootId).toList();
    vms.forEach(vm -> vm.writeAndSync("written before"));
    try (var _ = StorageLoss.of(pool)) {
      time.sleep(length);
    }
    var unblocked = time.now();
    for (int i = 0; i < vms.size(); i++) {
      assertThat(vms.get(i)).isRunning().answersWithin(Duration.ofMinutes(10)).hasBootId(boots.get(i)).holds("written before");
    }
    kpis.record(seconds("all-guests-answer-after-unblocking"), time.since(unblocked));
    assertThat(pool).isHealthy();
    vms.forEach(Vm::close);
  }

  private List<Vm> started() {
    try (var gold = pool.create(vm())) {
      var vms = Stream.generate(gold::copyOnWriteClone).limit((long) guestsPerHost * pool.hosts().size()).toList();
      kpis.record(seconds("login-ready"), storm(vms).boots(Duration.ofMinutes(100)).stream().map(Storm.Boot::login).toList());
      return vms;
    }
  }

  private Kpi seconds(String what) {
    return Kpi.lower(family + "." + what, "s");
  }
}
