package dev.assay.judge.benchmark;

import dev.assay.core.benchmark.Figure;
import dev.assay.core.time.Time;
import dev.assay.database.Database;
import dev.assay.judge.trend.KpiTrends;
import dev.assay.store.Findings;
import dev.assay.store.StoredFindings;
import dev.assay.store.StoredKpiBook;
import dev.assay.store.benchmark.ManySamples;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads over ten million samples, 500 KPIs of 2,000 builds: the trend of one KPI, the change points of all from nothing, and
 * again when a build was added. A figure's ratio is that over its goal.
 */
public final class TrendSpeed {

  private static final int KPIS = 500;
  private static final int BUILDS = 2000;
  private static final int SAMPLES_PER_RUN = 10;
  private static final int TRENDS = 100;
  private static final double GOAL_TREND_MILLIS = 50;
  private static final double GOAL_BUILD_SECONDS = 2;

  private TrendSpeed() {}

  public static List<Figure> measure(Database database, Time time, int repetitions) {
    var past = new ManySamples(database, KPIS, BUILDS, SAMPLES_PER_RUN);
    var findings = StoredFindings.over(database);
    var trends = new KpiTrends(StoredKpiBook.over(database));
    double whole = seconds(time, trends::analyse);
    var ofOneBuild = new ArrayList<Double>();
    var p95 = new ArrayList<Double>();
    trendMillis(findings, past, time, 0);
    for (int round = 0; round < repetitions; round++) {
      past.append(BUILDS + 1 + round, BUILDS + 1 + round);
      ofOneBuild.add(seconds(time, trends::analyse));
      p95.add(trendMillis(findings, past, time, round));
    }
    return List.of(
        figure("trend of one KPI over 2,000 builds, 95 of 100 within", "ms", p95, GOAL_TREND_MILLIS),
        figure("change points of all KPIs from nothing", "s", List.of(whole), GOAL_BUILD_SECONDS),
        figure("change points of all KPIs after one more build", "s", ofOneBuild, GOAL_BUILD_SECONDS));
  }

  private static double trendMillis(Findings findings, ManySamples past, Time time, int round) {
    var took = new ArrayList<Double>();
    for (int i = 0; i < TRENDS; i++) {
      var kpi = past.kpi(round * 31 + i * 7);
      took.add(1000 * seconds(time, () -> findings.trends(kpi)));
    }
    return took.stream().sorted().toList().get(TRENDS * 95 / 100 - 1);
  }

  private static double seconds(Time time, Runnable work) {
    var start = time.now();
    work.run();
    return time.since(start).toNanos() / 1e9;
  }

  private static Figure figure(String name, String unit, List<Double> values, double goal) {
    var figure = new Figure(name, unit, values, 0);
    return new Figure(name, unit, values, figure.median() / goal);
  }
}
