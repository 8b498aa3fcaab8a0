package dev.assay.testkit.stress;

import dev.assay.core.time.Time;
import dev.assay.testkit.Host;
import dev.assay.testkit.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where stress happens: a pool, its hosts in order, and the guests; with a pen for the run's history. */
public final class Stage {

  private final Pool pool;
  private final List<Host> hosts;
  private final List<Guest> guests;
  private final Recording recording;

  Stage(Pool pool, List<Guest> guests, Recording recording) {
    this.pool = pool;
    this.recording = recording;
    this.hosts = pool.hosts();
    this.guests = List.copyOf(guests);
  }

  public Pool pool() {
    return pool;
  }

  /** List the hosts, the master first; faults do not change the order. */
  public List<Host> hosts() {
    return hosts;
  }

  public List<Guest> guests() {
    return guests;
  }

  Host host(int number) {
    return hosts.get(number - 1);
  }

  Guest guest(int number) {
    return guests.get(number - 1);
  }

  String nameOf(Host host) {
    return "host-" + (hosts.stream().map(Host::id).toList().indexOf(host.id()) + 1);
  }

  Time time() {
    return pool.bench().time();
  }

  /** Write down an event; names and values alternate. */
  void note(String kind, String subject, String... details) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < details.length; i += 2) {
      map.put(details[i], details[i + 1]);
    }
    note(kind, subject, map);
  }

  void note(String kind, String subject, Map<String, String> details) {
    recording.append("stress." + kind, subject, details);
  }
}
