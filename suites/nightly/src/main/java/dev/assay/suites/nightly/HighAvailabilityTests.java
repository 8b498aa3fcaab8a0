package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.SharedStorageKind;
import dev.assay.testkit.Size;
import dev.assay.testkit.Vm;
import java.time.Duration;
import org.testng.annotations.Test;

/** A pool that is watched over starts what it must elsewhere when a host is lost, with heartbeats on every kind of shared storage. */
@Area("high-availability")
@Priority(1)
class HighAvailabilityTests {

  /** The product takes a host for dead after a minute or two, and then starts VMs. */
  private static final Duration FAILOVER = ofMinutes(15);

  private final Pool pool;
  private final SharedStorageKind storage;
  private final Time time;

  HighAvailabilityTests(@Size(2) Pool pool, SharedStorageKind storage, Time time) {
    this.pool = pool;
    this.storage = storage;
    this.time = time;
  }

  @Test
  @Limit(minutes = 180)
  void protectedGuestStartsElsewhereWhenItsHostIsLost() {
    var sr = pool.storage(storage.kind());
    try (var watch = pool.watchedOver(sr); Vm precious = pool.create(vm().on(sr)); Vm other = pool.create(vm().on(sr))) {
      precious.protect();
      precious.startOn(pool.slave());
      precious.writeAndSync("written before the loss");
      other.startOn(pool.slave());
      pool.slave().cutPower();
      precious.awaitRunningOn(pool.master(), FAILOVER);
      assertThat(pool.master().domains()).as("guests that the surviving host runs").hasSize(1);
      assertThat(precious).answersWithin(ofMinutes(15)).holds("written before the loss");
      assertThat(other).isHalted();
      assertThat(watch.isOn()).isTrue();
      pool.slave().givePower();
      pool.slave().awaitBack(ofMinutes(60));
    }
    pool.bench().spoil();
  }

  @Test
  void planIsForNoMoreHostsThanThePoolCanLose() {
    try (var watch = pool.watchedOver(pool.storage(storage.kind()))) {
      assertThat(watch.planExistsFor()).isEqualTo(1);
      assertRefused("HA_NO_PLAN", () -> watch.tolerate(2));
    }
  }

  @Test
  void watchedPoolIsNotTakenApart() {
    try (var watch = pool.watchedOver(pool.storage(storage.kind()))) {
      assertRefused("HA_IS_ENABLED", watch::enableAgain);
      assertRefused("HA_IS_ENABLED", () -> pool.eject(pool.slave()));
    }
  }

  @Test
  void nothingIsLeftOfItWhenItIsSwitchedOff() {
    var watch = pool.watchedOver(pool.storage(storage.kind()));
    assertThat(watch.stateFiles()).isPositive();
    watch.close();
    assertThat(watch.isOn()).isFalse();
    assertThat(watch.stateFiles()).isZero();
    time.sleep(ofMinutes(5));
    assertThat(pool).isHealthy();
  }

  @Test
  void storageOfOneHostIsRefused() {
    assertRefused("HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED", () -> pool.watchedOver(pool.localSr()));
  }
}
