package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.Build;
import dev.assay.core.Capability;
import dev.assay.core.ProductVersion;
import dev.assay.testkit.Area;
import dev.assay.testkit.Host;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Processors;
import dev.assay.testkit.Since;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/**
 * Hosts with processors of several generations in one pool: it has what all of them have. A host is made to look older by
 * having its hypervisor hide features.
 */
@Area("cpu-levelling")
@Needs(Capability.SERVICES)
@Priority(2)
class ProcessorTests {

  private static final ProductVersion LEVELS_BY_ITSELF = ProductVersion.parse("7.0");

  private final Pool pool;
  private final Host newcomer;
  private final Build build;

  ProcessorTests(@Size(2) @Storage("nfs") Pool pool, Host newcomer, Build build) {
    this.pool = pool;
    this.newcomer = newcomer;
    this.build = build;
  }

  @Test
  @Limit(minutes = 240)
  void hostWithAnOlderProcessorJoinsWhereTheReleaseLevelsPools() {
    newcomer.processors().looksOlder();
    if (build.version().compareTo(LEVELS_BY_ITSELF) < 0) {
      assertRefused("HOSTS_NOT_HOMOGENEOUS", () -> pool.join(newcomer));
      return;
    }
    var before = pool.master().processors().featuresOfPool();
    pool.join(newcomer);
    var levelled = pool.master().processors().featuresOfPool();
    assertThat(levelled).as("what the pool is levelled to").isNotEqualTo(before).isEqualTo(newcomer.processors().features());
    assertThat(Processors.among(levelled, before)).as("it is levelled down, not up").isTrue();
    pool.eject(newcomer);
    assertThat(pool.master().processors().featuresOfPool()).as("what the pool has without it").isEqualTo(before);
  }

  @Test
  @Since("7.0")
  @Limit(minutes = 240)
  void guestMovesToAnOlderProcessorOnceItHasStartedInTheLevelledPool() {
    pool.slave().processors().looksOlder();
    try (Vm vm = pool.create(vm()).startOn(pool.master())) {
      vm.migrateTo(pool.slave());
      assertThat(vm).runsOnlyOn(pool.slave()).answersWithin(ofMinutes(2));
    }
  }

  @Test
  @Since("7.0")
  @Limit(minutes = 240)
  void guestThatSawMoreStaysOffAnOlderProcessorUntilItStartsAgain() {
    try (Vm vm = pool.create(vm()).startOn(pool.master())) {
      pool.slave().processors().looksOlder();
      assertRefused("VM_INCOMPATIBLE_WITH_THIS_HOST", () -> vm.migrateTo(pool.slave()));
      assertThat(vm).runsOnlyOn(pool.master()).answersWithin(ofMinutes(2));
      vm.shutDown();
      vm.startOn(pool.master()).migrateTo(pool.slave());
      assertThat(vm).runsOnlyOn(pool.slave()).answersWithin(ofMinutes(2));
    }
  }

  @Test
  @Since("7.0")
  void everyHostHasWhatItsPoolHas() {
    for (var host : pool.hosts()) {
      assertThat(Processors.among(host.processors().featuresOfPool(), host.processors().features())).as("the pool's features among those of " + host).isTrue();
    }
  }
}
