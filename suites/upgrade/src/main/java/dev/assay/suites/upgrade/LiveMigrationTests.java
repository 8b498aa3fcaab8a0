package dev.assay.suites.upgrade;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Since;
import java.time.Duration;
import org.testng.annotations.Test;

@Area("migration")
@Priority(1)
class LiveMigrationTests {

  private static final Kpi MOVE = Kpi.lower("migration.between-hosts", "s");

  private final Host from;
  private final Host to;
  private final Build build;
  private final Time time;
  private final Kpis kpis;

  LiveMigrationTests(Host from, Host to, Build build, Time time, Kpis kpis) {
    this.from = from;
    this.to = to;
    this.build = build;
    this.time = time;
    this.kpis = kpis;
  }

  @Test
  @Since("6.1")
  void runningGuestMovesBetweenHostsThatStandAlone() {
    // Plain Xen moves memory and no disks, unless hosts share them.
    try (var guest = from.create(vm().withoutNeedlessDisks(build))) {
      guest.start().writeAndSync("written before the move");
      var boot = guest.bootId();
      var began = time.now();
      try (var moved = guest.sendTo(to, to.localSr())) {
        kpis.record(MOVE, time.since(began));
        assertThat(moved).isRunning().answersWithin(Duration.ofMinutes(2)).hasBootId(boot).holds("written before the move");
        assertThat(from).runsNoVm();
        assertThat(to.domains()).as("guests of the hypervisor that it moved to").hasSize(1);
      }
    }
  }
}
