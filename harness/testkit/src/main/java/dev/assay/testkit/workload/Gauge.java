package dev.assay.testkit.workload;

import dev.assay.core.kpi.Kpi;
import dev.assay.testkit.Host;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Something of a host that a leak shows in.
 *
 * @param noise what it may move over a whole soak, in its unit, before that is a leak
 * @param masterOnly whether only the pool's master tells it
 */
public record Gauge(Kpi kpi, double noise, boolean masterOnly, ToDoubleFunction<Host> reading) {

  private static final Duration MINUTES = Duration.ofMinutes(10);

  /** What the control domain has free. */
  public static final Gauge MEMORY = new Gauge(Kpi.higher("soak.dom0-free-memory", "MiB"), 32, false, host -> host.controlDomainFreeMemory().inMib());

  /** What a 32-bit control domain's kernel has free of the memory that it can address directly; elsewhere as good as the free memory. */
  public static final Gauge LOW_MEMORY = new Gauge(Kpi.higher("soak.dom0-low-free-memory", "MiB"), 32, false, host -> kernel(host, "LowFree"));

  /** What the control domain's kernel holds and cannot give back. */
  public static final Gauge SLAB = new Gauge(Kpi.lower("soak.dom0-unreclaimable-slab", "MiB"), 8, false, host -> kernel(host, "SUnreclaim"));

  /** What the toolstack's own process uses. */
  public static final Gauge TOOLSTACK = new Gauge(Kpi.lower("soak.toolstack-memory", "MiB"), 8, true,
      host -> host.recordedValues("xapi_memory_usage_kib", MINUTES).getLast() / 1024);

  /** Files that the control domain has open. */
  public static final Gauge FILE_HANDLES = new Gauge(Kpi.lower("soak.dom0-file-handles", "1"), 200, false,
      host -> Double.parseDouble(host.read("/proc/sys/fs/file-nr").strip().split("\\s+")[0]));

  /** Event channels that the control domain holds. */
  public static final Gauge EVENT_CHANNELS = new Gauge(Kpi.lower("soak.dom0-event-channels", "1"), 50, false,
      host -> host.run("/usr/lib/xen/bin/lsevtchn", "0").lines().count());

  /** Nodes that xenstored keeps; a guest that runs has some hundred. */
  public static final Gauge XENSTORE = new Gauge(Kpi.lower("soak.xenstore-nodes", "1"), 500, false, host -> host.run("xenstore-ls").lines().count());

  /** Sessions that are open on the toolstack. */
  public static final Gauge SESSIONS = new Gauge(Kpi.lower("soak.sessions", "1"), 20, true, host -> host.recordedValues("pool_session_count", MINUTES).getLast());

  public static List<Gauge> all() {
    return List.of(MEMORY, LOW_MEMORY, SLAB, TOOLSTACK, FILE_HANDLES, EVENT_CHANNELS, XENSTORE, SESSIONS);
  }

  private static double kernel(Host host, String line) {
    return host.read("/proc/meminfo").lines().filter(text -> text.startsWith(line + ":")).findFirst()
        .map(text -> Double.parseDouble(text.replaceAll("[^0-9]", "")) / 1024)
        .orElseGet(() -> host.controlDomainFreeMemory().inMib());
  }
}
