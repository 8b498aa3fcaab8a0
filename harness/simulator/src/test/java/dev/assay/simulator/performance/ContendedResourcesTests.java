package dev.assay.simulator.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.core.defect.SeededDefect;
import dev.assay.simulator.generation.Generations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class ContendedResourcesTests {

  private static final Operation.StartDomain PV = new Operation.StartDomain(false, 1, Bytes.mib(256), 1, 1);
  private static final Operation.StartDomain HVM = new Operation.StartDomain(true, 2, Bytes.gib(2), 1, 1);

  private static final Operation WINDOWS = new Operation.BootGuest(GuestProfile.WINDOWS_7);

  private VirtualTime time;

  @BeforeMethod
  public void startTheClock() {
    time = VirtualTime.startingAt(Instant.EPOCH);
  }

  @Test
  public void moreGuestsBootLater() {
    var lasts = List.of(boots("clearwater", 1), boots("clearwater", 20), boots("clearwater", 80));
    assertThat(lasts).isSorted().doesNotHaveDuplicates();
    assertThat(lasts.getLast()).isGreaterThan(lasts.getFirst().multipliedBy(2));
  }

  @Test
  public void theSameStormIsFasterOnTheLaterGeneration() {
    assertThat(boots("creedence", 60)).isLessThan(boots("clearwater", 60).dividedBy(3).multipliedBy(2));
  }

  @Test
  public void startsBeyondTheWorkersWaitForOne() {
    assertThat(starts(8)).isGreaterThan(starts(4).multipliedBy(3).dividedBy(2));
  }

  @Test
  public void aMigrationThatDirtiesMemoryTakesLonger() {
    var idle = took("dundee", new Operation.MigrateDomain(Bytes.gib(8), 0, () -> {}));
    var busy = took("dundee", new Operation.MigrateDomain(Bytes.gib(8), 500, () -> {}));
    assertThat(busy).isGreaterThan(idle.multipliedBy(2));
  }

  @Test
  public void aMigrationThatNeverConvergesStillEnds() {
    assertThat(took("dundee", new Operation.MigrateDomain(Bytes.gib(8), 100_000, () -> {}))).isLessThan(Duration.ofMinutes(10));
  }

  @Test
  public void copyingMoreTakesLonger() {
    assertThat(took("creedence", new Operation.CopyDisk(Bytes.gib(40)))).isGreaterThan(took("creedence", new Operation.CopyDisk(Bytes.gib(4))).multipliedBy(4));
  }

  @Test
  public void everyOperationTakesTimeAndEnds() {
    var all = List.of(HVM, new Operation.StopDomain(), new Operation.SuspendDomain(Bytes.gib(1)), new Operation.ResumeDomain(Bytes.gib(1)),
        new Operation.MigrateDomain(Bytes.gib(1), 10, () -> {}), new Operation.PlugDevice(), new Operation.UnplugDevice(), new Operation.UnplugInterface(), new Operation.ConfigureInterface(1), new Operation.GuestTraffic(Bytes.mib(64)), new Operation.GuestStream(Bytes.mib(64), true),
        new Operation.GuestRequests(100, Bytes.kib(4), true), new Operation.ListRecords(10), new Operation.CloneDisk(),
        new Operation.CopyDisk(Bytes.gib(1)), new Operation.SnapshotDisk(), new Operation.ScanStorage(10), new Operation.CreateStorage("nfs"),
        new Operation.BootGuest(GuestProfile.DEBIAN), new Operation.BootStep(GuestProfile.DEBIAN, 0),
        new Operation.GuestTransfer(Bytes.mib(8), false), new Operation.ControlCall());
    assertThat(all).hasSize(Operation.class.getPermittedSubclasses().length);
    assertThat(all).allSatisfy(operation -> assertThat(took("creedence", operation)).isBetween(Duration.ofNanos(1), Duration.ofMinutes(2)));
  }

  @Test
  public void memoryIsClaimedWholeOrNotAtAll() {
    var host = host("creedence");
    var free = host.freeMemory();
    assertThat(host.claimMemory(free.plus(Bytes.of(1)))).isFalse();
    assertThat(host.freeMemory()).isEqualTo(free);
    assertThat(host.claimMemory(free)).isTrue();
    assertThat(host.freeMemory()).isEqualTo(Bytes.ZERO);
    host.releaseMemory(free);
    assertThat(host.freeMemory()).isEqualTo(free);
    assertThatThrownBy(() -> host.releaseMemory(Bytes.of(1))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  public void a32BitDom0RunsOutOfLowMemory() {
    assertThatThrownBy(() -> admit(host("clearwater"), PV, 1000)).isInstanceOfSatisfying(ExhaustedException.class, e -> assertThat(e.resource()).isEqualTo("dom0 low memory"));
  }

  @Test
  public void tampaRunsOutOfEventChannelsFirst() {
    assertThatThrownBy(() -> admit(host("tampa"), PV, 1000)).hasMessageContaining("event channels").hasMessageContaining("by 231 domains");
  }

  @Test
  public void aBootIsQuickerOnceItsImageIsInTheReadCache() {
    var host = host("creedence");
    assertThat(together(host, 1, WINDOWS)).isGreaterThan(together(host, 1, WINDOWS).plusSeconds(20));
  }

  @Test
  public void aDomainThatLeavesMakesRoom() {
    var host = host("clearwater");
    var held = new ArrayList<HostResources.Residence>();
    assertThatThrownBy(() -> {
      while (true) {
        held.add(host.admit(PV));
      }
    }).isInstanceOf(ExhaustedException.class);
    held.getFirst().leave();
    held.getFirst().leave();
    host.admit(PV);
    assertThatThrownBy(() -> host.admit(PV)).isInstanceOf(ExhaustedException.class);
  }

  @Test
  public void guestsBootSlowerByWhatTheDefectSays() {
    var slower = host("creedence", Defects.of(List.of(SeededDefect.of(Defect.SLOWER_BOOT, "50%"))));
    var ratio = (double) together(slower, 1, WINDOWS).toNanos() / boots("creedence", 1).toNanos();
    assertThat(ratio).isBetween(1.45, 1.55);
  }

  @Test
  public void dom0MemoryComesBackUnlessTheProductLeaks() {
    assertThat(lostByOneStart(Defects.NONE)).isEqualTo(Bytes.ZERO);
    assertThat(lostByOneStart(Defects.of(Defect.DOM0_MEMORY_LEAK))).isEqualTo(Bytes.mib(4));
  }

  @Test
  public void whoWaitsIsToldWhenTheHostLosesPower() {
    time.run("test", () -> {
      var host = host("creedence");
      var copy = time.fork("copy", () -> {
        host.perform(new Operation.CopyDisk(Bytes.tib(1)));
        return true;
      });
      time.sleep(Duration.ofSeconds(5));
      host.halt();
      assertThatThrownBy(copy::join).isInstanceOf(AssayException.Lab.class).hasMessageContaining("lost power");
      assertThatThrownBy(() -> host.perform(new Operation.ControlCall())).isInstanceOf(AssayException.Lab.class);
      return null;
    });
  }

  @Test
  public void aStoppedOperationCallsNobodyBackAndFreesItsPlace() {
    time.run("test", () -> {
      var host = host("creedence");
      var called = new ArrayList<String>();
      for (int i = 0; i < 4; i++) {
        host.begin(new Operation.SuspendDomain(Bytes.tib(1)), () -> called.add("stopped")).stop();
      }
      host.perform(HVM);
      assertThat(called).isEmpty();
      return null;
    });
  }

  @Test
  public void gaugesMoveWithWhatHappens() {
    time.run("test", () -> {
      var host = host("creedence");
      var idle = host.gauges();
      for (int i = 0; i < 30; i++) {
        host.begin(new Operation.BootGuest(GuestProfile.WINDOWS_7), () -> {});
      }
      host.claimMemory(Bytes.gib(30));
      time.sleep(Duration.ofSeconds(30));
      var busy = host.gauges();
      assertThat(busy.get("cpu_avg")).isGreaterThan(idle.get("cpu_avg") + 0.2);
      assertThat(busy.get("io_throughput_read")).isGreaterThan(1);
      assertThat(busy.get("memory_free_kib")).isEqualTo(idle.get("memory_free_kib") - (30 << 20));
      assertThat(busy).isEqualTo(host.gauges());
      return null;
    });
  }

  @Test
  public void withCgroupsACallIsQuickerUnderAStormThanWithout() {
    assertThat(callUnderStorm("dundee")).isLessThan(callUnderStorm("creedence").dividedBy(3));
  }

  private Duration callUnderStorm(String generation) {
    return time.run("storm", () -> {
      var host = host(generation);
      for (int i = 0; i < 200; i++) {
        host.begin(new Operation.GuestTransfer(Bytes.tib(1), true), () -> {});
      }
      time.sleep(Duration.ofSeconds(5));
      return timed(() -> {
        for (int i = 0; i < 50; i++) {
          host.perform(new Operation.ControlCall());
        }
      });
    });
  }

  private Bytes lostByOneStart(Defects defects) {
    var host = host("creedence", defects);
    var before = host.domainZeroFreeMemory();
    host.admit(HVM).leave();
    return before.minus(host.domainZeroFreeMemory());
  }

  private static void admit(ContendedResources host, Operation.StartDomain domain, int count) {
    for (int i = 0; i < count; i++) {
      host.admit(domain);
    }
  }

  private Duration starts(int count) {
    return together(host("creedence"), count, HVM);
  }

  private Duration boots(String generation, int count) {
    return together(host(generation), count, WINDOWS);
  }

  private Duration together(ContendedResources host, int count, Operation operation) {
    return time.run("test", () -> timed(() -> {
      var forks = new ArrayList<Time.Fork<Boolean>>();
      for (int i = 0; i < count; i++) {
        forks.add(time.fork("one", () -> {
          host.perform(operation);
          return true;
        }));
      }
      forks.forEach(Time.Fork::join);
    }));
  }

  private Duration took(String generation, Operation operation) {
    var host = host(generation);
    return time.run("test", () -> timed(() -> host.perform(operation)));
  }

  private Duration timed(Runnable body) {
    var begun = time.now();
    body.run();
    return time.since(begun);
  }

  private ContendedResources host(String generation) {
    return host(generation, Defects.NONE);
  }

  private ContendedResources host(String generation, Defects defects) {
    var shape = new HostShape("h1", 16, Bytes.gib(256), Bytes.gib(8), 2);
    return new ContendedResources(time, Chance.seeded(5), Generations.named(generation), shape, defects);
  }
}
