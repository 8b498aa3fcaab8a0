package dev.assay.suites.perf;

import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Storm.Boot;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What a boot storm is measured by: per VM on both clocks, the product's and the guest's, and for all together. */
final class StormKpis {

  private static final Kpi START = Kpi.lower("bootstorm.start", "s");
  private static final Kpi LOGIN_READY = Kpi.lower("bootstorm.login-ready", "s");
  private static final Kpi GUEST_BOOT = Kpi.lower("bootstorm.guest-boot", "s");
  private static final Kpi LAST_LOGIN = Kpi.lower("bootstorm.last-login", "s");
  /** How many times longer the slowest twentieth of the starts took than the median: 1 when all are served alike. */
  private static final Kpi UNFAIRNESS = Kpi.lower("bootstorm.start-unfairness", "1");

  private StormKpis() {}

  static void record(Kpis kpis, List<Boot> boots) {
    kpis.record(START, boots.stream().map(Boot::running).toList());
    kpis.record(LOGIN_READY, boots.stream().map(Boot::login).toList());
    kpis.record(GUEST_BOOT, boots.stream().map(Boot::guest).toList());
    kpis.record(LAST_LOGIN, boots.stream().map(boot -> boot.begun().plus(boot.login())).max(Comparator.naturalOrder()).orElseThrow());
    var starts = boots.stream().map(Boot::running).sorted().toList();
    kpis.record(UNFAIRNESS, seconds(starts.get(starts.size() * 19 / 20)) / seconds(starts.get(starts.size() / 2)));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
