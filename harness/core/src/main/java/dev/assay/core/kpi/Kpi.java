package dev.assay.core.kpi;

import dev.assay.core.AssayException;
import java.util.regex.Pattern;

/**
 * A named metric.
 *
 * @param name lower-case words with hyphens, with dots between families: {@code bootstorm.login-ready}
 * @param unit as written on charts: {@code s}, {@code MiB/s}, {@code IOPS}, {@code 1} for a bare count
 */
public record Kpi(String name, String unit, Better better) {

  public enum Better {
    LOWER,
    HIGHER,
    NEITHER
  }

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

  public Kpi {
    if (!NAME.matcher(name).matches() || unit.isBlank()) {
      throw new AssayException.Usage("declaring KPI '" + name + "' [" + unit + "]: a name is lower-case words with - or . between, and a unit is needed (1 for a count)");
    }
  }

  /** Declare a metric of which less is better, such as a latency. */
  public static Kpi lower(String name, String unit) {
    return new Kpi(name, unit, Better.LOWER);
  }

  /** Declare a metric of which more is better, such as a throughput. */
  public static Kpi higher(String name, String unit) {
    return new Kpi(name, unit, Better.HIGHER);
  }
}
