package dev.assay.suites.perf;

import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Storm.Boot;
import java.util.List;

/** What filling a host is measured by: each start and each login, and how many it held. */
final class DensityKpis {

  private static final Kpi START = Kpi.lower("density.start", "s");
  private static final Kpi LOGIN_READY = Kpi.lower("density.login-ready", "s");
  private static final Kpi VMS = Kpi.higher("density.vms", "1");

  private DensityKpis() {}

  static void record(Kpis kpis, List<Boot> filled) {
    filled.forEach(boot -> {
      kpis.record(START, boot.running());
      kpis.record(LOGIN_READY, boot.login());
    });
    kpis.record(VMS, filled.size());
  }
}
