package dev.assay.testkit.workload;

import dev.assay.analysis.stats.TheilSen;
import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * Reads gauges of every host at equal distances, and calls a rising trend a leak when the slope's whole interval says so
 * and what it comes to over the run is more than the gauge's noise.
 */
public final class LeakWatch implements Workload {

  private static final double CONFIDENCE = 0.99;
  private static final int LEAST_READINGS = 10;

  /** One gauge of one host. */
  private record Place(String host, Gauge gauge) {}

  private final List<Gauge> gauges;
  private final Duration every;
  private final SequencedMap<Place, List<Double>> readings = new LinkedHashMap<>();

  public LeakWatch(List<Gauge> gauges, Duration every) {
    this.gauges = List.copyOf(gauges);
    this.every = every;
  }

  @Override
  public String name() {
    return "leak watch";
  }

  @Override
  public void run(Pool pool, Instant until) {
    var time = pool.bench().time();
    for (var next = time.now().plus(every); !next.isAfter(until); next = next.plus(every)) {
      var wait = Duration.between(time.now(), next);
      if (wait.isPositive()) {
        time.sleep(wait);
      }
      pool.hosts().forEach(host -> read(host, host.id().equals(pool.master().id())));
    }
  }

  private void read(Host host, boolean master) {
    for (var gauge : gauges.stream().filter(gauge -> master || !gauge.masterOnly()).toList()) {
      readings.computeIfAbsent(new Place(host.id().value(), gauge), _ -> new ArrayList<>()).add(gauge.reading().applyAsDouble(host));
    }
  }

  @Override
  public List<String> check(Pool pool) {
    var wrong = new ArrayList<String>();
    readings.forEach((place, values) -> {
      if (values.size() < LEAST_READINGS) {
        wrong.add(values.size() + " readings of " + place.gauge().kpi().name() + " are too few to say anything");
      } else if (leaks(place.gauge(), values)) {
        wrong.add(describe(place, values));
      }
    });
    return readings.isEmpty() ? List.of("no reading was taken") : wrong;
  }

  private static boolean leaks(Gauge gauge, List<Double> values) {
    var slope = slope(values);
    double direction = gauge.kpi().better() == Kpi.Better.HIGHER ? -1 : 1;
    double least = Math.min(direction * slope.interval().low(), direction * slope.interval().high());
    return least > 0 && direction * slope.estimate() * (values.size() - 1) > gauge.noise();
  }

  private static TheilSen.Slope slope(List<Double> values) {
    return TheilSen.estimate(values.stream().mapToDouble(Double::doubleValue).toArray(), CONFIDENCE);
  }

  private String describe(Place place, List<Double> values) {
    var slope = slope(values);
    double perDay = Duration.ofDays(1).toSeconds() / (double) every.toSeconds();
    return String.format(Locale.ROOT, "%s of %s moves by %.2f %s a day (99 %% interval %.2f to %.2f, %d readings): a leak",
        place.gauge().kpi().name(), place.host(), slope.estimate() * perDay, place.gauge().kpi().unit(),
        slope.interval().low() * perDay, slope.interval().high() * perDay, values.size());
  }

  @Override
  public void measure(Kpis kpis) {
    readings.forEach((place, values) -> {
      var dimensions = new LinkedHashMap<String, String>();
      dimensions.put("host", place.host());
      values.forEach(value -> kpis.record(place.gauge().kpi(), value, dimensions));
    });
  }
}
