package dev.assay.testkit.workload;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Asks guests at equal distances whether they answer, and remembers how long each was silent at most. */
public final class Heartbeats implements Workload {

  private static final Kpi SILENCE = Kpi.lower("guest.longest-silence", "s");

  private final List<Vm> vms;
  private final Duration every;
  private final Duration limit;
  private final SequencedMap<Vm, Duration> silences = new LinkedHashMap<>();

  /**
   * Ask these guests.
   *
   * @param limit how long one may be silent at most
   */
  public Heartbeats(List<Vm> vms, Duration every, Duration limit) {
    this.vms = List.copyOf(vms);
    this.every = every;
    this.limit = limit;
    this.vms.forEach(vm -> silences.put(vm, Duration.ZERO));
  }

  @Override
  public String name() {
    return "heartbeats";
  }

  @Override
  public void run(Pool pool, Instant until) {
    var time = pool.bench().time();
    var forks = new ArrayList<Time.Fork<Duration>>();
    vms.forEach(vm -> forks.add(time.fork("heartbeats of " + vm.name(), () -> watch(vm, time, until))));
    for (int i = 0; i < vms.size(); i++) {
      silences.put(vms.get(i), forks.get(i).join());
    }
  }

  private Duration watch(Vm vm, Time time, Instant until) {
    var pulse = vm.pulse();
    var heard = time.now();
    var longest = Duration.ZERO;
    while (time.now().isBefore(until)) {
      time.sleep(every);
      var silent = time.since(heard);
      if (pulse.getAsBoolean()) {
        heard = time.now();
      }
      longest = silent.compareTo(longest) > 0 ? silent : longest;
    }
    return longest;
  }

  @Override
  public List<String> check(Pool pool) {
    return silences.entrySet().stream()
        .filter(entry -> entry.getValue().compareTo(limit) > 0)
        .map(entry -> entry.getKey() + " was silent for " + entry.getValue().toMillis() / 1000.0 + " s")
        .toList();
  }

  @Override
  public void measure(Kpis kpis) {
    kpis.record(SILENCE, List.copyOf(silences.values()));
  }
}
