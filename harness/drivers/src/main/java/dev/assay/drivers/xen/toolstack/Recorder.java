package dev.assay.drivers.xen.toolstack;

import dev.assay.core.time.Time;
import dev.assay.drivers.xen.Domain;
import dev.assay.drivers.xen.Xl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Metrics of a host and of its domains, recorded by a process of the control domain about every seven seconds and answered as XAPI's
 * {@code /rrd_updates} are. It costs a run of {@code xl} each time, and one more each sixth time for the free memory; a finer grain would be
 * seen in what it measures, and where a look takes seconds the next is put off, so that it costs a tenth of the time at most.
 */
final class Recorder {

  private static final int EVERY_SECONDS = 6;
  private static final int MOST_BYTES = 2_000_000;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
  private static final int MOST_LOOKS = 20;

  private static final String START = """
      f=/var/lib/assay/toolstack/metrics; p=$f.pid
      [ -f "$p" ] && grep -q assay-recorder "/proc/$(cat "$p")/cmdline" 2> /dev/null && exit 0
      setsid sh -c "$1" assay-recorder "$f" "$2" "$3" > /dev/null 2>&1 < /dev/null &
      echo $! > "$p"
      """;

  private static final String RECORD = """
      n=0
      while :; do
        began=$(date +%s); read -r load rest < /proc/loadavg
        [ $((n % 6)) -ne 0 ] || free=$(xl info | awk '/^free_memory/ {print $3}')
        n=$((n + 1))
        { echo "t $began $load $(awk '/^MemAvailable/ {print $2}' /proc/meminfo) $free"; xl list -v; } >> "$1"
        [ "$(wc -c < "$1")" -lt "$3" ] || { tail -c $(($3 / 2)) "$1" > "$1.new" && mv "$1.new" "$1"; }
        pause=$((9 * ($(date +%s) - began))); [ "$pause" -gt "$2" ] || pause=$2
        sleep "$pause"
      done
      """;

  private final Xl xl;
  private final Identity identity;
  private final Time time;

  Recorder(Xl xl, Identity identity, Time time) {
    this.xl = xl;
    this.identity = identity;
    this.time = time;
  }

  /** Have it record from now on, unless it does. */
  void start() {
    xl.run("starting to record metrics", START, RECORD, Integer.toString(EVERY_SECONDS), Integer.toString(MOST_BYTES));
  }

  /** Return the JSON document of what was recorded since. A host that has just started has recorded nothing yet: its first two looks are waited for. */
  String since(Instant instant, int processors) {
    start();
    var rows = rows(instant, processors);
    for (int looks = 0; rows.isEmpty() && looks < MOST_LOOKS; looks++) {
      time.sleep(LOOK_AGAIN);
      rows = rows(instant, processors);
    }
    return document(rows, instant);
  }

  private SequencedMap<Long, SequencedMap<String, Double>> rows(Instant since, int processors) {
    var readings = readings(xl.run("reading metrics", "f=/var/lib/assay/toolstack/metrics; [ ! -f $f ] || tail -c \"$1\" $f", Integer.toString(MOST_BYTES / 2)));
    var rows = new LinkedHashMap<Long, SequencedMap<String, Double>>();
    for (int i = 1; i < readings.size(); i++) {
      var before = readings.get(i - 1);
      var now = readings.get(i);
      if (now.at() >= since.getEpochSecond() && now.at() > before.at() && now.sameBootAs(before)) {
        rows.put(now.at(), values(before, now, processors));
      }
    }
    return rows;
  }

  /** One look: when, and what was seen. */
  record Reading(long at, double load, double controlDomainFreeKib, double hostFreeMib, List<Domain> domains) {

    /** A control domain that has used less time than before has started anew in between. */
    boolean sameBootAs(Reading before) {
      return used() >= before.used();
    }

    private long used() {
      return domains.stream().filter(Domain::isControlDomain).mapToLong(domain -> domain.used().toMillis()).sum();
    }
  }

  /** Read what was recorded; what was cut off at the beginning, or is being written at the end, is left out. */
  static List<Reading> readings(String printed) {
    var readings = new ArrayList<Reading>();
    var block = new ArrayList<String>();
    for (var line : (printed + "\nt").lines().toList()) {
      if (line.startsWith("t ") || line.equals("t")) {
        whole(block).ifPresent(readings::add);
        block.clear();
      }
      block.add(line);
    }
    return readings;
  }

  private static java.util.Optional<Reading> whole(List<String> block) {
    var head = block.isEmpty() ? new String[0] : block.getFirst().split(" ");
    if (head.length != 5 || block.size() < 3 || !block.get(1).startsWith("Name ")) {
      return java.util.Optional.empty();
    }
    return java.util.Optional.of(new Reading(Long.parseLong(head[1]), Double.parseDouble(head[2]), Double.parseDouble(head[3]), Double.parseDouble(head[4]),
        Xl.domains(String.join("\n", block.subList(1, block.size())))));
  }

  private static String document(SequencedMap<Long, SequencedMap<String, Double>> rows, Instant since) {
    var legend = rows.values().stream().flatMap(row -> row.sequencedKeySet().stream()).distinct().toList();
    var data = rows.sequencedEntrySet().reversed().stream()
        .map(row -> "{\"t\":" + row.getKey() + ",\"values\":[" + legend.stream().map(name -> number(row.getValue().getOrDefault(name, Double.NaN))).collect(Collectors.joining(",")) + "]}")
        .collect(Collectors.joining(","));
    return "{\"meta\":{\"start\":" + since.getEpochSecond() + ",\"step\":" + EVERY_SECONDS + ",\"end\":" + (rows.isEmpty() ? since.getEpochSecond() : rows.lastEntry().getKey())
        + ",\"legend\":[" + legend.stream().map(name -> "\"AVERAGE:" + name + "\"").collect(Collectors.joining(",")) + "]},\"data\":[" + data + "]}";
  }

  private SequencedMap<String, Double> values(Reading before, Reading now, int processors) {
    var values = new LinkedHashMap<String, Double>();
    var host = "host:" + identity.uuid("host") + ":";
    double seconds = now.at() - before.at();
    double busy = 0;
    for (var domain : now.domains()) {
      double used = (domain.used().toMillis() - usedBefore(before, domain)) / 1000.0 / seconds;
      busy += used;
      if (domain.isControlDomain()) {
        values.put(host + "dom0_cpu_avg", used / domain.vcpus());
      } else {
        values.put("vm:" + domain.uuid() + ":cpu0", used / domain.vcpus());
        values.put("vm:" + domain.uuid() + ":memory", (double) domain.memory().count());
      }
    }
    values.put(host + "cpu_avg", Math.min(1, busy / processors));
    values.put(host + "loadavg", now.load());
    values.put(host + "memory_free_kib", now.hostFreeMib() * 1024);
    values.put(host + "dom0_memory_free_kib", now.controlDomainFreeKib());
    return values;
  }

  private static long usedBefore(Reading before, Domain domain) {
    return before.domains().stream().filter(other -> other.id() == domain.id()).findFirst().map(other -> other.used().toMillis()).orElse(0L);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "\"NaN\"" : String.format(Locale.ROOT, "%.6f", value);
  }
}
