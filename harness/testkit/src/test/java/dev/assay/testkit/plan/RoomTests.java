package dev.assay.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Bytes;
import dev.assay.inventory.Lab;
import dev.assay.inventory.LabFile;
import dev.assay.testkit.Count;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Pools;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Quantity;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.Test;

class RoomTests {

  private static final Lab EXAMPLE = lab("example");
  private static final Lab LARGE = lab("large");
  private static final Suite SUITE = Suite.of("room", "large pools", OfOnePool.class, OfManyPools.class)
      .declaring(List.of(new Quantity("room.hosts", 16, 3).atLeast(2), new Quantity("room.pools", 20, 2)));

  static class OfOnePool {
    OfOnePool(@Size(quantity = "room.hosts", fitting = true) @Storage("nfs") Pool pool) {}

    @Test
    void works() {}
  }

  static class OfOnePoolOnFcoe {
    OfOnePoolOnFcoe(@Size(quantity = "room.hosts", fitting = true) @Storage("fcoe") Pool pool) {}

    @Test
    void works() {}
  }

  static class OfManyPools {
    OfManyPools(@Count(quantity = "room.pools") @Size(quantity = "room.hosts") @Storage("nfs") Pools pools) {}

    @Test
    void work() {}
  }

  @Test
  void hostsStandTogetherThatAreAlikeAtOneSiteWithTheSameStorage() {
    assertThat(room(EXAMPLE).most(List.of("nfs"), Bytes.ZERO)).isEqualTo(8);
    assertThat(room(EXAMPLE).most(List.of("iscsi"), Bytes.gib(128))).isEqualTo(4);
    assertThat(room(LARGE).most(List.of("nfs"), Bytes.ZERO)).isEqualTo(320);
    assertThat(room(LARGE).most(List.of("fcoe"), Bytes.ZERO)).isZero();
  }

  @Test
  void poolIsNotSmallerThanItCanBeThoughTheLabHasNoRoom() {
    var suite = Suite.of("room", "large pools", OfOnePoolOnFcoe.class).declaring(SUITE.declared());
    assertThat(plan(LARGE, suite).behaviours()).extracting(behaviour -> behaviour.shape().pooled()).containsExactly(2);
  }

  @Test
  void poolIsAsLargeAsTheLabHasRoomForAndTooManyPoolsAreSkipped() {
    var plan = plan(EXAMPLE, SUITE);
    assertThat(plan.behaviours()).extracting(behaviour -> behaviour.shape().pooled()).containsExactly(8, 16);
    assertThat(plan.behaviours().getFirst().skip()).isEmpty();
    assertThat(plan.behaviours().getLast().skip().orElseThrow()).contains("needs 20 pools of 16, with nfs", "example has 8 hosts", "--lab large");
    assertThat(plan.need(1).hosts()).isEqualTo(8);
  }

  @Test
  void largeLabHasRoomForAll() {
    var plan = plan(LARGE, SUITE);
    assertThat(plan.behaviours()).allMatch(behaviour -> behaviour.skip().isEmpty());
    assertThat(plan.need(1).hosts()).isEqualTo(320);
  }

  @Test
  void sizeThatIsAskedForByNameIsNotMadeSmaller() {
    assertThat(plan(EXAMPLE, SUITE.sized(Quantities.parse("room.hosts=12"))).behaviours().getFirst().shape().pooled()).isEqualTo(12);
  }

  private static Plan plan(Lab lab, Suite suite) {
    var build = lab.build(lab.defaultBuild()).orElseThrow();
    return Planner.plan(suite, build, Selection.ALL, Room.of(lab, build));
  }

  private static Room room(Lab lab) {
    return Room.of(lab, lab.build(lab.defaultBuild()).orElseThrow());
  }

  private static Lab lab(String name) {
    return LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", name + ".yaml"));
  }
}
