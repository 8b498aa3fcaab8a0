package dev.assay.cli.run;

import dev.assay.cli.Services;
import dev.assay.core.AssayException;
import dev.assay.core.CaseId;

/** Finds which case measures a KPI, from the runs that are stored. */
public final class Measuring {

  private Measuring() {}

  /** Return the case that measured it last. */
  public static CaseId caseOf(Services services, String kpi) {
    return services.findings().trends(kpi).stream()
        .flatMap(trend -> trend.points().reversed().stream())
        .map(point -> point.run())
        .findFirst()
        .flatMap(run -> services.runs().samples(run).stream().filter(stored -> stored.sample().kpi().name().equals(kpi)).findFirst())
        .map(stored -> stored.testCase())
        .orElseThrow(() -> new AssayException.Nothing("looking for the case that measures " + kpi
            + ": no stored run did; name it with --case, such as perf/boot-storm/bootstorm-brings-up-every-vm"));
  }
}
