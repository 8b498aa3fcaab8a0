package dev.assay.testkit.workload;

import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Host;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** Gauges of a host read before and after something that should leave no trace. */
public final class LeakCheck {

  private final Host host;
  private final SequencedMap<Gauge, Double> before = new LinkedHashMap<>();

  private LeakCheck(Host host, List<Gauge> gauges) {
    this.host = host;
    gauges.forEach(gauge -> before.put(gauge, gauge.reading().applyAsDouble(host)));
  }

  /** Read the gauges that one look tells: those of the control domain's memory and of xenstored. */
  public static LeakCheck begin(Host host) {
    return new LeakCheck(host, List.of(Gauge.MEMORY, Gauge.SLAB, Gauge.XENSTORE));
  }

  /** Read them again, and say which moved the wrong way by more than their noise. */
  public List<String> leaks() {
    return before.entrySet().stream()
        .filter(entry -> grown(entry.getKey(), entry.getValue()) > entry.getKey().noise())
        .map(entry -> String.format(Locale.ROOT, "%s of %s is worse by %.1f %s", entry.getKey().kpi().name(), host, grown(entry.getKey(), entry.getValue()), entry.getKey().kpi().unit()))
        .toList();
  }

  private double grown(Gauge gauge, double first) {
    double change = gauge.reading().applyAsDouble(host) - first;
    return gauge.kpi().better() == Kpi.Better.HIGHER ? -change : change;
  }
}
