package dev.assay.suites.perf;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Build;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Area;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Limit;
import dev.assay.testkit.MultipathArray;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.Sr;
import dev.assay.testkit.Storage;
import dev.assay.testkit.SupportedLimits;
import dev.assay.testkit.Vm;
import java.util.ArrayList;
import org.testng.annotations.Test;

/** As many LUNs as the release supports are attached, each over all of its paths, and guests run from the first and the last. */
@Area("density")
class LunLimitTests {

  private static final Kpi ATTACH = Kpi.lower("storage.lun-create", "s");
  private static final Kpi DETACH = Kpi.lower("storage.lun-destroy", "s");
  private static final Kpi LUNS = Kpi.higher("density.luns", "1");

  private final Pool pool;
  private final LunPaths paths;
  private final SupportedLimits limits;
  private final Time time;
  private final Kpis kpis;
  private final Quantities sizes;

  LunLimitTests(@Storage("nfs") Pool pool, LunPaths paths, Build build, Time time, Kpis kpis, Quantities sizes) {
    this.pool = pool;
    this.paths = paths;
    this.limits = SupportedLimits.of(build);
    this.time = time;
    this.kpis = kpis;
    this.sizes = sizes;
  }

  @Test
  @Limit(minutes = 24 * 60)
  void hostReachesAsManyLunsAsItSupports() {
    try (var array = MultipathArray.over(paths.count(), pool)) {
      int wanted = Math.min(sizes.of(PerfSizes.LUNS), limits.multipathLuns());
      assertThat(array.luns()).as("LUNs that the lab has").isGreaterThanOrEqualTo(wanted);
      var repositories = new ArrayList<Sr>();
      for (int lun = 0; lun < wanted; lun++) {
        int next = lun;
        timed(ATTACH, () -> repositories.add(array.createSr(next)));
      }
      assertThat(repositories).as("repositories with all of " + paths.label() + " active").allMatch(array::reachesOverAllPaths);
      runsFrom(repositories.getFirst());
      runsFrom(repositories.getLast());
      kpis.record(LUNS, repositories.size());
      repositories.forEach(repository -> timed(DETACH, repository::close));
    }
    assertThat(pool).isHealthy();
  }

  private void runsFrom(Sr repository) {
    try (Vm vm = pool.create(vm().memory(mib(256)).on(repository)).start()) {
      vm.writeAndSync("kept on a LUN");
      assertThat(vm).isRunning().holds("kept on a LUN");
    }
  }

  private void timed(Kpi kpi, Runnable action) {
    var begun = time.now();
    action.run();
    kpis.record(kpi, time.since(begun), "paths", paths.count());
  }
}
