package dev.assay.xapi.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Which metrics to fetch.
 *
 * @param since everything after this, in the host's own time
 * @param interval between readings, at least; the server picks the nearest that it keeps (5 s, 60 s, 1 h, 1 day)
 * @param host whether the host's own metrics are wanted beside those of its VMs
 * @param vmUuid one VM instead of all
 */
public record RrdQuery(
    Instant since, Optional<Consolidation> consolidation, Optional<Duration> interval, boolean host, Optional<String> vmUuid) {

  /** Ask for the host and all its VMs, averages, as fine as the server keeps them. */
  public static RrdQuery since(Instant instant) {
    return new RrdQuery(instant, Optional.of(Consolidation.AVERAGE), Optional.empty(), true, Optional.empty());
  }

  /** Ask for one VM alone. */
  public RrdQuery ofVm(String uuid) {
    return new RrdQuery(since, consolidation, interval, false, Optional.of(uuid));
  }

  public RrdQuery every(Duration atLeast) {
    return new RrdQuery(since, consolidation, Optional.of(atLeast), host, vmUuid);
  }

  SequencedMap<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("start", Long.toString(since.getEpochSecond()));
    consolidation.ifPresent(function -> parameters.put("cf", function.name()));
    interval.ifPresent(every -> parameters.put("interval", Long.toString(every.toSeconds())));
    if (host) {
      parameters.put("host", "true");
    }
    vmUuid.ifPresent(uuid -> parameters.put("vm_uuid", uuid));
    // Hosts that do not know this answer in XML, which is read as well.
    parameters.put("json", "true");
    return parameters;
  }
}
