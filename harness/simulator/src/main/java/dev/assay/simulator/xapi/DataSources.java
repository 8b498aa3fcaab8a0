package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The data sources of one host and of the VMs on it, and the archive of what they were. */
final class DataSources {

  private final HostToolstack host;
  private final SequencedMap<String, Double> frozen = new LinkedHashMap<>();
  private final Archive archive;

  DataSources(HostToolstack host) {
    this.host = host;
    this.archive = new Archive(this);
  }

  Archive archive() {
    return archive;
  }

  HostToolstack host() {
    return host;
  }

  void powerLost() {
    archive.clear();
    frozen.clear();
  }

  /** Return the host's present values; one defect lets those of the processors stand still. */
  SequencedMap<String, Double> values() {
    var values = new LinkedHashMap<>(host.doors().resources().gauges());
    values.put("pool_session_count", (double) host.sessions().count());
    values.put("pool_task_count", (double) host.pool().database().count("task"));
    if (host.doors().defects().has(Defect.METRIC_STANDS_STILL)) {
      values.replaceAll((name, value) -> name.startsWith("cpu") ? frozen.computeIfAbsent(name, _ -> value) : value);
    }
    return values;
  }

  /** Return a VM's present values. */
  SequencedMap<String, Double> valuesOf(Entity vm) {
    return ofGuest(vm.whole("memory_target"), vm.whole("VCPUs_at_startup"), values());
  }

  /** Return what a guest's values are on a host with these. */
  static SequencedMap<String, Double> ofGuest(double memory, long vcpus, Map<String, Double> host) {
    var values = new LinkedHashMap<String, Double>();
    values.put("memory", memory);
    for (int cpu = 0; cpu < vcpus; cpu++) {
      values.put("cpu" + cpu, host.getOrDefault("cpu" + cpu, 0.0));
    }
    return values;
  }

  List<Object> describe() {
    return describe(values());
  }

  List<Object> describeVm(Entity vm) {
    return describe(valuesOf(vm));
  }

  private static List<Object> describe(SequencedMap<String, Double> values) {
    return values.entrySet().stream().<Object>map(entry -> Values.map(
        "name_label", entry.getKey(), "name_description", entry.getKey().replace('_', ' '), "enabled", true, "standard", true,
        "units", units(entry.getKey()), "min", 0.0, "max", Double.POSITIVE_INFINITY, "value", entry.getValue())).toList();
  }

  private static String units(String name) {
    if (name.endsWith("_kib")) {
      return "KiB";
    }
    return name.startsWith("cpu") ? "(fraction)" : name.startsWith("pif_") ? "B/s" : name.equals("memory") ? "B" : "";
  }

  double value(String name) {
    return find(values(), name);
  }

  double valueOfVm(Entity vm, String name) {
    return find(valuesOf(vm), name);
  }

  private static double find(SequencedMap<String, Double> values, String name) {
    var value = values.get(name);
    if (value == null) {
      throw Refusal.internal("Rrd.Invalid_data_source(\"" + name + "\")");
    }
    return value;
  }
}
