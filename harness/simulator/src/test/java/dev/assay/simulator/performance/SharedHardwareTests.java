package dev.assay.simulator.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defects;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.generation.Generations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.testng.annotations.Test;

/** Arrays that hosts share, and machines that are faster or slower than those of the publications. */
public class SharedHardwareTests {

  private static final int GUESTS = 60;

  private static ContendedResources host(VirtualTime time, String hostClass, long seed) {
    var shape = new HostShape("h" + seed, 32, Bytes.gib(256), Bytes.gib(8), 2, MachineSpeed.of(hostClass));
    return new ContendedResources(time, Chance.seeded(seed), Generations.named("stockholm"), shape, Defects.NONE);
  }

  /** Return how long so many hosts take to move 1 GiB for each of their guests, all at once. */
  private static Duration move(VirtualTime time, List<HostResources> hosts) {
    return time.run("move", () -> {
      var begun = time.now();
      var forks = new ArrayList<Time.Fork<Boolean>>();
      hosts.forEach(host -> {
        for (int guest = 0; guest < GUESTS; guest++) {
          forks.add(time.fork("guest", () -> {
            host.perform(new Operation.GuestTransfer(Bytes.gib(1), true));
            return true;
          }));
        }
      });
      forks.forEach(Time.Fork::join);
      return time.since(begun);
    });
  }

  private static Duration moveOnArrays(int hosts, boolean shared) {
    try (var time = VirtualTime.startingAt(Instant.EPOCH)) {
      var one = new StorageArray(time);
      var all = new ArrayList<HostResources>();
      for (int i = 0; i < hosts; i++) {
        all.add(host(time, "std-ssd", i).through(shared ? one : new StorageArray(time)));
      }
      return move(time, all);
    }
  }

  @Test
  public void hostsOfOneArrayWaitForEachOther() {
    var alone = moveOnArrays(1, true);
    assertThat(moveOnArrays(8, false)).isLessThan(alone.multipliedBy(3).dividedBy(2));
    assertThat(moveOnArrays(8, true)).isGreaterThan(alone.multipliedBy(3).dividedBy(2));
  }

  /** Boot one guest after another, and return how long the second takes. */
  private static Duration secondBoot(UnaryOperator<HostResources> way, Consumer<ContendedResources> before) {
    try (var time = VirtualTime.startingAt(Instant.EPOCH)) {
      var host = host(time, "std", 1);
      before.accept(host);
      var resources = way.apply(host.through(new StorageArray(time)));
      return time.run("boots", () -> {
        resources.perform(new Operation.BootGuest(GuestProfile.WINDOWS_7));
        var begun = time.now();
        resources.perform(new Operation.BootGuest(GuestProfile.WINDOWS_7));
        return time.since(begun);
      });
    }
  }

  @Test
  public void whatIsReadPastTheCacheIsReadAgain() {
    var cached = secondBoot(way -> way, _ -> {});
    assertThat(secondBoot(HostResources::withoutReadCache, _ -> {})).isGreaterThan(cached.multipliedBy(5).dividedBy(4));
  }

  @Test
  public void cardsThatWereSlowedHoldUpWhatGoesToStorageOnTheirNetwork() {
    var fast = secondBoot(HostResources::withoutReadCache, _ -> {});
    assertThat(secondBoot(HostResources::withoutReadCache, host -> host.slowLink(100e6 / 8))).isGreaterThan(fast.plusSeconds(40));
    assertThat(secondBoot(HostResources::withoutReadCache, host -> {
      host.slowLink(100e6 / 8);
      host.restoreLink();
    })).isEqualTo(fast);
  }

  private static Duration boot(String hostClass) {
    try (var time = VirtualTime.startingAt(Instant.EPOCH)) {
      var host = host(time, hostClass, 1);
      return time.run("boot", () -> {
        var begun = time.now();
        host.perform(new Operation.BootGuest(GuestProfile.WINDOWS_7));
        return time.since(begun);
      });
    }
  }

  @Test
  public void aClassSaysHowFastItsMachinesAre() {
    assertThat(boot("fast-ssd")).isLessThan(boot("std"));
    assertThat(boot("slow-hdd-b")).isGreaterThan(boot("std").multipliedBy(3).dividedBy(2));
    assertThat(MachineSpeed.of("perf-a")).isEqualTo(MachineSpeed.PUBLISHED);
  }
}
