package dev.assay.suites.perf;

import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Storm.Boot;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What a boot storm is measured by: per VM on both clocks, the product's and the guest's, and for all together. */
final class StormKpis {

  private static final Kpi START = Kpi.lower("bootstorm.start", "s");
  private static final Kpi LOGIN_READY = Kpi.lower("bootstorm.login-ready", "s");
  private static final Kpi GUEST_BOOT = Kpi.lower("bootstorm.guest-boot", "s");
  private static final Kpi LAST_LOGIN = Kpi.lower("bootstorm.last-login", "s");
  /** How many times longer the slowest twentieth of the starts took than the median: 1 when all are served alike. */
  private static final Kpi UNFAIRNESS = Kpi.lower("bootstorm.start-unfairness", "1");

  /** From the reference procedure: a storm in which no guest comes up for so long has failed. */
  static final Duration LONGEST_QUIET = Duration.ofSeconds(3600);
  /** Longer than any of them shall take: what ends a storm early is the quiet. */
  static final Duration LIMIT = Duration.ofHours(6);

  private StormKpis() {}

  static void record(Kpis kpis, List<Boot> boots) {
    record(kpis, boots, Collections.emptySortedMap());
  }

  /** Record them as those of a storm that is not like the others. */
  static void record(Kpis kpis, List<Boot> boots, String storm) {
    record(kpis, boots, new TreeMap<>(Map.of("storm", storm)));
  }

  private static void record(Kpis kpis, List<Boot> boots, SequencedMap<String, String> storm) {
    boots.forEach(boot -> kpis.record(START, seconds(boot.running()), storm));
    boots.forEach(boot -> kpis.record(LOGIN_READY, seconds(boot.login()), storm));
    boots.forEach(boot -> kpis.record(GUEST_BOOT, seconds(boot.guest()), storm));
    kpis.record(LAST_LOGIN, seconds(boots.stream().map(boot -> boot.begun().plus(boot.login())).max(Comparator.naturalOrder()).orElseThrow()), storm);
    var starts = boots.stream().map(Boot::running).sorted().toList();
    kpis.record(UNFAIRNESS, seconds(starts.get(starts.size() * 19 / 20)) / seconds(starts.get(starts.size() / 2)), storm);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
