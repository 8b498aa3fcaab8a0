package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Memory;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Storm.Boot;
import dev.assay.testkit.SupportedLimits;
import dev.assay.testkit.Vm;
import dev.assay.testkit.load.DiskFill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** As many virtual disks as the release says that a VM and a host have: all are there, and all keep what is written. */
@Area("density")
class DiskLimitTests {

  private static final Kpi DISKS = Kpi.higher("density.disks", "1");
  private static final Kpi START = Kpi.lower("density.start-with-disks", "s");
  private static final Kpi LOGIN_READY = Kpi.lower("density.login-ready-with-disks", "s");
  /** A CD drive has one of them, and no release has fewer. */
  private static final int LEAST_POSITIONS = 16;

  private final Pool pool;
  private final SupportedLimits limits;
  private final Kpis kpis;
  private final Quantities sizes;

  DiskLimitTests(@Memory("160GiB") @Storage("nfs") Pool pool, Build build, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.limits = SupportedLimits.of(build);
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void hostHoldsAsManyDisksAsItSupports() {
    int wanted = Math.min(sizes.of(PerfSizes.DISKS_OF_HOST), limits.disksOfHost());
    var vms = guestsWith(wanted);
    var boots = storm(vms).boots(Duration.ofMinutes(120));
    kpis.record(START, boots.stream().map(Boot::running).toList());
    kpis.record(LOGIN_READY, boots.stream().map(Boot::login).toList());
    kpis.record(DISKS, wanted);
    var fills = vms.stream().map(vm -> DiskFill.of(vm, mib(sizes.of(PerfSizes.DISK_MIB)))).toList();
    assertThat(fills.stream().mapToInt(fill -> 1 + fill.disks().size()).sum()).as("disks of running guests").isEqualTo(wanted);
    fills.forEach(DiskFill::write);
    fills.forEach(fill -> assertThat(fill.damaged()).as("disks of " + fill.vm() + " that do not read back what was written").isEmpty());
    assertThat(pool).isHealthy();
    vms.forEach(Vm::close);
  }

  @Test
  @Limit(minutes = 480)
  void vmHoldsAsManyDisksAsItSupportsAndNoMore() {
    int wanted = Math.min(sizes.of(PerfSizes.DISKS_OF_VM), limits.disksOfVm());
    try (Vm vm = guestWith(wanted)) {
      vm.start();
      var disks = vm.disks();
      assertThat(disks).as("disks of " + vm).hasSize(wanted);
      assertThat(vm).sees(disks.getFirst()).sees(disks.getLast());
      var fill = DiskFill.of(vm, mib(sizes.of(PerfSizes.DISK_MIB)));
      fill.write();
      assertThat(fill.damaged()).as("disks that do not read back what was written").isEmpty();
      var oneMore = pool.defaultSr().createDisk(mib(16));
      assertRefused("INVALID_DEVICE", () -> vm.plugAt(oneMore, Math.max(LEAST_POSITIONS, limits.disksOfVm() + 1)));
      pool.defaultSr().destroy(oneMore);
      assertThat(vm.disks()).as("disks after one more was refused").hasSize(wanted);
    }
  }

  /** Fill each VM before there is another. */
  private List<Vm> guestsWith(int disks) {
    var vms = new ArrayList<Vm>();
    for (int left = disks; left > 0; left -= vms.getLast().disks().size()) {
      vms.add(guestWith(Math.min(left, limits.disksOfVm())));
    }
    return vms;
  }

  private Vm guestWith(int disks) {
    var guest = pool.create(vm().memory(mib(256)));
    int more = Math.min(disks - guest.disks().size(), guest.freeDiskPositions());
    for (int made = 0; made < more; made++) {
      guest.addDisk(mib(16));
    }
    return guest;
  }
}
