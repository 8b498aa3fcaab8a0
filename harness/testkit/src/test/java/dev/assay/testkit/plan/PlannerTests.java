package dev.assay.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.Need;
import dev.assay.core.run.PlannedCase;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Memory;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Since;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.TestingBuilds;
import dev.assay.testkit.Variant;
import java.time.Duration;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

class PlannerTests {

  @Area("lifecycle")
  static class VmLifecycleTests {
    VmLifecycleTests(Pool pool) {}

    @Test
    void zebraComesFirstInTheSource() {}

    @Test
    @Priority(1)
    @Limit(minutes = 5)
    void antComesSecond() {}
  }

  static class MigrationTests {
    MigrationTests(@Size(2) @Storage("nfs") @Memory("64GiB") Pool pool, Host newcomer) {}

    @Test
    @Since("7.0")
    void storageMoves() {}
  }

  enum Guest implements Variant {
    DEBIAN,
    WINDOWS;

    @Override
    public String label() {
      return Names.hyphenated(name());
    }
  }

  static class GuestTests {
    GuestTests(Pool pool, Guest guest) {}

    @Test
    void boots() {}
  }

  static class TwoConstructors {
    TwoConstructors() {}

    TwoConstructors(Pool pool) {}
  }

  static class WithParameter {
    @Test
    void wants(String something) {}
  }

  static class WithConfiguration {
    @BeforeMethod
    void prepare() {}

    @Test
    void works() {}
  }

  private static final Suite SUITE =
      Suite.of("bvt", "example", VmLifecycleTests.class, MigrationTests.class, GuestTests.class);

  private static Plan plan(Selection selection) {
    return Planner.plan(SUITE, TestingBuilds.version("6.5.0"), selection);
  }

  private static List<String> names(Plan plan) {
    return plan.cases().stream().map(planned -> planned.id().value()).toList();
  }

  @Test
  void casesAreGroupedByBenchAndElseReadAsTheSuite() {
    assertThat(names(plan(Selection.ALL))).containsExactly(
        "bvt/vm-lifecycle/zebra-comes-first-in-the-source",
        "bvt/vm-lifecycle/ant-comes-second",
        "bvt/guest/boots[debian]",
        "bvt/guest/boots[windows]",
        "bvt/migration/storage-moves");
  }

  @Test
  void metadataComesFromAnnotationsElseFromDefaults() {
    var cases = plan(Selection.ALL).cases();
    assertThat(cases.get(1)).extracting(PlannedCase::area, PlannedCase::priority, PlannedCase::limit)
        .containsExactly("lifecycle", 1, Duration.ofMinutes(5));
    assertThat(cases.get(4)).extracting(PlannedCase::area, PlannedCase::priority, PlannedCase::limit)
        .containsExactly("migration", 3, Duration.ofHours(1));
  }

  @Test
  void theNeedIsDerivedFromTheConstructor() {
    assertThat(plan(Selection.only("migration")).cases().getFirst().need())
        .isEqualTo(new Need(3, Bytes.gib(64), 0, List.of("nfs"), true, ""));
  }

  @Test
  void onlySkippedCasesAskForNothing() {
    assertThat(plan(Selection.only("migration")).need(1)).isEqualTo(Need.of(1));
  }

  @Test
  void oneGrantServesAllCasesOnEveryLane() {
    var plan = Planner.plan(SUITE, TestingBuilds.version("7.0.0"), Selection.ALL);
    assertThat(plan.need(2)).isEqualTo(new Need(3, Bytes.gib(64), 0, List.of("nfs"), true, "").times(2));
  }

  @Test
  void anOlderBuildSkipsWithTheReason() {
    assertThat(plan(Selection.only("*storage-moves")).behaviours().getFirst().skip())
        .hasValueSatisfying(reason -> assertThat(reason).contains("needs 7.0").contains("6.5.0"));
  }

  @Test
  void casesAreSelectedByWholeNameByClassByMethodOrByPattern() {
    for (var glob : List.of("bvt/vm-lifecycle/ant-comes-second", "vm-lifecycle/ant-comes-second", "ant-comes-second", "*ant*second")) {
      assertThat(names(plan(Selection.only(glob)))).as(glob).containsExactly("bvt/vm-lifecycle/ant-comes-second");
    }
    assertThat(names(plan(Selection.only("guest")))).hasSize(2);
  }

  @Test
  void aPatternThatSelectsNothingSaysWhatWasMeant() {
    assertThatThrownBy(() -> plan(Selection.only("ant-come-second")))
        .isInstanceOf(AssayException.Nothing.class)
        .hasMessageContaining("did you mean 'ant-comes-second'?");
  }

  @Test
  void classesThatCannotBePlannedAreNamed() {
    for (var type : List.of(TwoConstructors.class, WithParameter.class, WithConfiguration.class)) {
      assertThatThrownBy(() -> Planner.plan(Suite.of("bad", "", type), TestingBuilds.version("7.0"), Selection.ALL))
          .isInstanceOf(AssayException.Usage.class)
          .hasMessageContaining(type.getSimpleName());
    }
  }

  @Test
  void anUnknownSuiteIsRefusedWithWhatWasMeant() {
    assertThatThrownBy(() -> new Suites(List.of(SUITE)).named("bvtt"))
        .isInstanceOf(AssayException.Usage.class)
        .hasMessageContaining("did you mean 'bvt'?");
  }
}
