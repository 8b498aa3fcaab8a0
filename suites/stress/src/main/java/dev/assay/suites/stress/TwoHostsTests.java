package dev.assay.suites.stress;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Since;
import dev.assay.testkit.Vm;
import java.time.Duration;
import org.testng.annotations.Test;

/** A running guest is moved to and fro between two hosts that stand alone. */
@Area("stress")
@Priority(2)
class TwoHostsTests {

  private static final Kpi MOVE = Kpi.lower("stress.migration-between-hosts", "s");

  private final Host here;
  private final Host there;
  private final Build build;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  TwoHostsTests(Host here, Host there, Build build, Time time, Kpis kpis, Quantities sizes) {
    this.here = here;
    this.there = there;
    this.build = build;
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Since("6.1")
  @Limit(minutes = 48 * 60)
  void guestSurvivesManyLiveMigrationsBetweenTwoHosts() {
    Vm guest = here.create(vm().withoutNeedlessDisks(build)).start();
    guest.writeAndSync("written before the first move");
    var boot = guest.bootId();
    for (int move = 1; move <= sizes.of(StressSizes.MOVES_BETWEEN_HOSTS); move++) {
      var from = move % 2 == 1 ? here : there;
      var to = move % 2 == 1 ? there : here;
      var began = time.now();
      guest = guest.sendTo(to, to.localSr());
      kpis.record(MOVE, time.since(began));
      assertThat(guest).isRunning().answersWithin(Duration.ofMinutes(2)).hasBootId(boot).holds("written before the first move");
      assertThat(from).runsNoVm();
      assertThat(to.domains()).as("guests of the hypervisor that it moved to").hasSize(1);
    }
    guest.close();
  }
}
