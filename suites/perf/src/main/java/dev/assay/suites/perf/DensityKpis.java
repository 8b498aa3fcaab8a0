package dev.assay.suites.perf;

import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Storm.Boot;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** What filling a host is measured by: each start and each login, and how many it held. */
final class DensityKpis {

  private static final Kpi START = Kpi.lower("density.start", "s");
  private static final Kpi LOGIN_READY = Kpi.lower("density.login-ready", "s");
  private static final Kpi START_GROWTH = Kpi.lower("density.start-growth", "1");
  private static final Kpi VMS = Kpi.higher("density.vms", "1");

  /** The growth of starts is that of the last tenth of the VMs over the first. */
  private static final int SPANS = 10;

  private DensityKpis() {}

  /** Record each boot at the instant at which it was over, so that how it went with the count can be read off. */
  static void record(Kpis kpis, Instant began, List<Boot> filled) {
    filled.forEach(boot -> {
      var asked = began.plus(boot.begun());
      kpis.recordAt(asked.plus(boot.running()), START, boot.running().toNanos() / 1e9, new TreeMap<>());
      kpis.recordAt(asked.plus(boot.login()), LOGIN_READY, boot.login().toNanos() / 1e9, new TreeMap<>());
    });
    kpis.record(VMS, filled.size());
    if (filled.size() >= SPANS) {
      int span = filled.size() / SPANS;
      kpis.record(START_GROWTH, start(filled.subList(filled.size() - span, filled.size())) / start(filled.subList(0, span)));
    }
  }

  /** Return the mean start of these, in seconds. */
  private static double start(List<Boot> boots) {
    return boots.stream().mapToLong(boot -> boot.running().toNanos()).average().orElseThrow() / 1e9;
  }
}
