package dev.assay.simulator.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.core.defect.SeededDefect;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.generation.Generations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.testng.annotations.Test;

/** Each defect of the performance model shows on a host that has it, and not on one that has not. */
public class PerformanceDefectTests {

  private static final int CPUS = 64;
  private static final Operation.StartDomain PV = new Operation.StartDomain(false, 1, Bytes.mib(256), 1, 1);

  private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));

  /** Return what is measured on a host with the defect, as a multiple of the same on a host without. */
  private double ratio(String defect, ToDoubleFunction<ContendedResources> measure) {
    return measured(Defects.of(List.of(SeededDefect.parse(defect))), measure) / measured(Defects.NONE, measure);
  }

  private double measured(Defects defects, ToDoubleFunction<ContendedResources> measure) {
    var shape = new HostShape("h1", CPUS, Bytes.gib(256), Bytes.gib(8), 2);
    return time.run("test", () -> measure.applyAsDouble(new ContendedResources(time, Chance.seeded(5), Generations.named("7.0"), shape, defects)));
  }

  private double seconds(ContendedResources host, Operation operation, int together) {
    var begun = time.now();
    var forks = new ArrayList<Time.Fork<Boolean>>();
    for (int i = 0; i < together; i++) {
      forks.add(time.fork("one", () -> {
        host.perform(operation);
        return true;
      }));
    }
    forks.forEach(Time.Fork::join);
    return time.since(begun).toNanos() / 1e9;
  }

  private static void admit(ContendedResources host, int count) {
    for (int i = 0; i < count; i++) {
      host.admit(PV);
    }
  }

  private static double mib(Bytes amount) {
    return amount.inMib();
  }

  @Test
  public void startsCostMoreWithTheSquareOfWhatRuns() {
    assertThat(ratio("quadratic-start=400%", host -> seconds(host, PV, 4))).isBetween(0.99, 1.01);
    double hundred = ratio("quadratic-start=400%", host -> crowded(host, 100));
    double threeHundred = ratio("quadratic-start=400%", host -> crowded(host, 300));
    assertThat(hundred).isGreaterThan(1.2);
    assertThat((threeHundred - 1) / (hundred - 1)).isBetween(5.0, 10.0);
  }

  private double crowded(ContendedResources host, int running) {
    admit(host, running);
    return seconds(host, PV, 1);
  }

  @Test
  public void migrationsTakeLonger() {
    assertThat(ratio("slower-migration=50%", host -> seconds(host, new Operation.MigrateDomain(Bytes.gib(8), 4, () -> {}), 1))).isBetween(1.3, 1.6);
  }

  @Test
  public void disksGiveLess() {
    assertThat(ratio("lower-disk-throughput=50%", host -> seconds(host, new Operation.GuestTransfer(Bytes.gib(8), true), 4))).isBetween(1.8, 2.2);
  }

  @Test
  public void theNetworkGivesLess() {
    assertThat(ratio("lower-network-throughput=50%", host -> seconds(host, new Operation.GuestTraffic(Bytes.gib(4)), 4))).isBetween(1.8, 2.2);
  }

  @Test
  public void requestsToDisksTakeLonger() {
    assertThat(ratio("lower-disk-throughput=50%", host -> seconds(host, new Operation.GuestRequests(10_000, Bytes.kib(16), false), 4))).isBetween(1.8, 2.2);
  }

  @Test
  public void trafficBetweenHostsGetsLess() {
    assertThat(ratio("lower-network-throughput=50%", host -> seconds(host, new Operation.GuestStream(Bytes.gib(4), true), 4))).isBetween(1.8, 2.2);
  }

  @Test
  public void whatComesInUnmergedTakesMoreOfDom0() {
    ToDoubleFunction<ContendedResources> received = host -> seconds(host, new Operation.GuestStream(Bytes.gib(1), true), 16);
    ToDoubleFunction<ContendedResources> unmerged = host -> {
      host.mergeReceived(false);
      return received.applyAsDouble(host);
    };
    assertThat(measured(Defects.NONE, unmerged) / measured(Defects.NONE, received)).isBetween(1.4, 1.9);
  }

  @Test
  public void unpluggingAnInterfaceLeaks() {
    ToDoubleFunction<ContendedResources> lost = host -> {
      double before = mib(host.domainZeroFreeMemory());
      seconds(host, new Operation.UnplugInterface(), 10);
      return before - mib(host.domainZeroFreeMemory());
    };
    assertThat(measured(Defects.of(Defect.VIF_UNPLUG_LEAK), lost)).isEqualTo(20);
    assertThat(measured(Defects.NONE, lost)).isZero();
  }

  @Test
  public void theKernelKeepsMemoryOfEveryStart() {
    ToDoubleFunction<ContendedResources> kept = host -> {
      host.admit(PV).leave();
      return mib(host.domainZeroSlabGrowth());
    };
    assertThat(measured(Defects.of(Defect.SLAB_GROWTH), kept)).isEqualTo(1);
    assertThat(measured(Defects.NONE, kept)).isZero();
  }

  @Test
  public void xenstoredGrowsWithWhatIsGone() {
    ToDoubleFunction<ContendedResources> startAfterMany = host -> {
      for (int i = 0; i < 500; i++) {
        host.admit(PV).leave();
      }
      return seconds(host, PV, 8);
    };
    assertThat(ratio("xenstored-leak=10", startAfterMany)).isGreaterThan(1.5);
  }

  @Test
  public void aScanKeepsStartsWaiting() {
    ToDoubleFunction<ContendedResources> startDuringScan = host -> {
      var scan = time.fork("scan", () -> {
        host.perform(new Operation.ScanStorage(10));
        return true;
      });
      time.sleep(Duration.ofSeconds(1));
      double took = seconds(host, PV, 1);
      scan.join();
      return took;
    };
    assertThat(measured(Defects.of(Defect.SCAN_HOLDS_WORKERS), startDuringScan)).isGreaterThan(19);
    assertThat(measured(Defects.NONE, startDuringScan)).isLessThan(5);
  }

  @Test
  public void idleGuestsKeepDom0Busy() {
    ToDoubleFunction<ContendedResources> busy = host -> {
      admit(host, 100);
      return host.gauges().get("cpu_avg") * CPUS;
    };
    assertThat(measured(Defects.of(Defect.BUSY_IDLE_GUESTS), busy) - measured(Defects.NONE, busy)).isBetween(2.5, 3.5);
  }

  @Test
  public void withoutItsShareTheControlStackWaitsForGuests() {
    ToDoubleFunction<ContendedResources> listInStorm = host -> {
      for (int i = 0; i < 125; i++) {
        host.begin(new Operation.BootGuest(GuestProfile.WINDOWS_7), () -> {});
      }
      time.sleep(Duration.ofMinutes(1));
      return seconds(host, new Operation.ListRecords(500), 1);
    };
    assertThat(ratio("unfair-starts", listInStorm)).isGreaterThan(3);
  }

  @Test
  public void aColdCacheReadsEveryBootFromTheDisk() {
    ToDoubleFunction<ContendedResources> secondBoot = host -> {
      seconds(host, new Operation.BootGuest(GuestProfile.WINDOWS_7), 1);
      return seconds(host, new Operation.BootGuest(GuestProfile.WINDOWS_7), 1);
    };
    assertThat(ratio("cold-read-cache", secondBoot)).isGreaterThan(1.3);
  }

  @Test
  public void theToolstackGrowsWithEveryCall() {
    ToDoubleFunction<ContendedResources> grown = host -> {
      double before = host.gauges().get("xapi_memory_usage_kib");
      for (int i = 0; i < 400; i++) {
        host.perform(new Operation.ControlCall());
      }
      return host.gauges().get("xapi_memory_usage_kib") - before;
    };
    assertThat(measured(Defects.of(Defect.TOOLSTACK_MEMORY_LEAK), grown)).isGreaterThan(15_000);
    assertThat(measured(Defects.NONE, grown)).isLessThan(5_000);
  }

  @Test
  public void veryManyDisksHangTheShutdown() {
    ToDoubleFunction<ContendedResources> shutsDown = host -> {
      for (int i = 0; i < 260; i++) {
        host.admit(PV).leave();
      }
      double afterOneByOne = host.shutsDown() ? 1 : 0;
      admit(host, 260);
      return afterOneByOne * 10 + (host.shutsDown() ? 1 : 0);
    };
    assertThat(measured(Defects.of(Defect.HOST_SHUTDOWN_HANGS), shutsDown)).isEqualTo(10);
    assertThat(measured(Defects.NONE, shutsDown)).isEqualTo(11);
  }
}
