package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Build;
import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Size;
import org.testng.annotations.Test;

/** Hotfixes are applied where they fit, once, and stay. */
@Area("updates")
@Needs(Capability.SERVICES)
@Priority(2)
class HotfixTests {

  private static final String UUID = "a55a0000-0000-4000-8000-00000000000";

  private final Pool pool;
  private final Build build;

  HotfixTests(@Size(2) Pool pool, Build build) {
    this.pool = pool;
    this.build = build;
  }

  @Test
  void hotfixLiesOnEveryHostThatItWasAppliedOn() {
    var hotfix = pool.uploadHotfix(UUID + 1, "");
    hotfix.apply(pool.master());
    assertThat(hotfix.liesOn(pool.master())).as("the hotfix on the master").isTrue();
    assertThat(hotfix.liesOn(pool.slave())).as("the hotfix on the slave").isFalse();
    assertThat(hotfix.isEverywhere()).isFalse();
    hotfix.applyEverywhere();
    assertThat(hotfix.liesOn(pool.slave())).as("the hotfix on the slave").isTrue();
    assertThat(hotfix.isEverywhere()).isTrue();
    pool.bench().spoil();
  }

  @Test
  void hotfixThatWasAppliedIsRefusedAndKept() {
    var hotfix = pool.uploadHotfix(UUID + 2, "");
    hotfix.apply(pool.master());
    assertRefused("PATCH_ALREADY_APPLIED", () -> hotfix.check(pool.master()));
    assertRefused("PATCH_IS_APPLIED", hotfix::destroy);
    pool.bench().spoil();
  }

  @Test
  @Limit(minutes = 120)
  void hotfixStaysOverAReboot() {
    var hotfix = pool.uploadHotfix(UUID + 3, "");
    hotfix.apply(pool.slave());
    pool.slave().disable();
    pool.slave().reboot();
    assertThat(hotfix.liesOn(pool.slave())).as("the hotfix on the slave").isTrue();
    assertThat(pool.slave()).isHealthy();
    pool.bench().spoil();
  }

  @Test
  void hotfixForAnotherVersionIsRefused() {
    var hotfix = pool.uploadHotfix(UUID + 4, build.version().toString().startsWith("6.2") ? "6.1" : "6.2");
    assertRefused("PATCH_PRECHECK_FAILED_WRONG_SERVER_VERSION", () -> hotfix.check(pool.master()));
    assertThat(hotfix.liesOn(pool.master())).isFalse();
    hotfix.destroy();
  }

  @Test
  void hotfixIsUploadedOnce() {
    var hotfix = pool.uploadHotfix(UUID + 5, "");
    assertRefused("PATCH_ALREADY_EXISTS", () -> pool.uploadHotfix(UUID + 5, ""));
    hotfix.destroy();
  }

  @Test
  void whatIsNoHotfixIsRefused() {
    assertRefused("INVALID_PATCH", pool::uploadRubbish);
  }
}
