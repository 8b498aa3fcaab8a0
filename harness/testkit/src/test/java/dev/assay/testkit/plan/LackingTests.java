package dev.assay.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.Capability;
import dev.assay.core.ProductVersion;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Host;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.TestingBuilds;
import java.net.URI;
import java.util.List;
import org.testng.annotations.Test;

class LackingTests {

  private static final Build XEN =
      new Build(BuildId.of("xen-12-4.17"), "Xen", ProductVersion.parse("4.17"), "debian12", "xen-12", URI.create("http://127.0.0.1/"));

  static class PlainTests {
    PlainTests(Pool pool) {}

    @Test
    void vmStarts() {}

    @Test
    @Needs(Capability.SNAPSHOTS)
    void vmIsReverted() {}
  }

  static class PooledTests {
    PooledTests(@Size(2) Pool pool) {}

    @Test
    void vmMoves() {}
  }

  static class StoredTests {
    StoredTests(@Storage("nfs") Pool pool) {}

    @Test
    void diskIsMade() {}
  }

  static class GuestTests {
    GuestTests(Pool pool, GuestImage image) {}

    @Test
    void guestStarts() {}
  }

  @Test
  void whatPlainXenLacksIsSkippedWithTheReason() {
    var plan = Planner.plan(Suite.of("s", "d", PlainTests.class, PooledTests.class, StoredTests.class), XEN, Selection.ALL);
    assertThat(plan.behaviours().stream().map(behaviour -> behaviour.skip().orElse("tried")).toList()).containsExactly(
        "tried",
        "needs snapshots (disk and memory snapshots), which plain Xen has not",
        "needs pools (hosts that share one toolstack), which plain Xen has not",
        "needs shared-storage (storage repositories that several hosts attach), which plain Xen has not");
    assertThat(plan.need(1).hosts()).isEqualTo(1);
  }

  static class SeveralHostsTests {
    SeveralHostsTests(Host first, Host second) {}

    @Test
    void vmMovesBetweenThem() {}
  }

  @Test
  void whatTakesMoreHostsThanThereAreIsSkippedAndTheRestIsTried() {
    var plan = Planner.plan(Suite.of("s", "d", PlainTests.class, SeveralHostsTests.class), XEN, Selection.ALL);
    assertThat(plan.need(1).hosts()).isEqualTo(2);
    assertThat(plan.within(2, "small")).isEqualTo(plan);
    var fitted = plan.within(1, "small");
    assertThat(fitted.behaviours().stream().map(behaviour -> behaviour.skip().orElse("tried")).toList()).containsExactly(
        "tried", "needs snapshots (disk and memory snapshots), which plain Xen has not", "needs 2 hosts; lab small has 1");
    assertThat(fitted.need(1).hosts()).isEqualTo(1);
  }

  @Test
  void xapiLacksNothing() {
    var plan = Planner.plan(Suite.of("s", "d", PlainTests.class, PooledTests.class, StoredTests.class), TestingBuilds.version("6.5"), Selection.ALL);
    assertThat(plan.behaviours()).allSatisfy(behaviour -> assertThat(behaviour.skip()).isEmpty());
  }

  @Test
  void plainXenHasOneGuestImage() {
    var plan = Planner.plan(Suite.of("s", "d", GuestTests.class), XEN, Selection.ALL);
    var tried = plan.behaviours().stream().filter(behaviour -> behaviour.skip().isEmpty()).toList();
    assertThat(tried.stream().map(behaviour -> behaviour.variants().getFirst().label()).toList()).isEqualTo(List.of("debian-12"));
  }
}
