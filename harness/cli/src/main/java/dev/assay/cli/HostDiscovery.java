package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.inventory.Lab;
import dev.assay.inventory.LabFile;
import dev.assay.xapi.client.XapiSession;
import dev.assay.xapi.model.HostFields;
import dev.assay.xapi.model.HostMetricsFields;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.PbdFields;
import dev.assay.xapi.model.PbdRef;
import dev.assay.xapi.model.PifFields;
import dev.assay.xapi.model.PifRef;
import dev.assay.xapi.model.XapiRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a host's toolstack says the host has.
 *
 * @param macs of its physical cards
 * @param storage the lab's exports that are attached there now; those it reaches besides do not show
 */
record HostDiscovery(String address, String cpus, String vendor, String family, Bytes memory, List<String> macs, List<String> storage, String version, String build) {

  /** The hypervisor and firmware keep some of what is built in. */
  private static final double MEMORY_SHARE = 0.05;

  /** One thing, as declared and as found. */
  record Line(String what, String declared, String found, boolean drift) {}

  /** Ask the toolstack that this session is of about the host at an address. */
  static HostDiscovery ask(XapiSession session, HostId name, String address, List<Lab.Export> exports) {
    var records = session.all(HostRef.KIND);
    var found = records.entrySet().stream().filter(entry -> isThis(name, address, entry.getValue())).findFirst()
        .or(() -> records.size() == 1 ? records.entrySet().stream().findFirst() : Optional.empty())
        .orElseThrow(() -> new AssayException.Lab("asking host " + name + ": its toolstack knows no host at " + address));
    return of(session, found.getKey(), found.getValue(), exports);
  }

  private static boolean isThis(HostId name, String address, XapiRecord record) {
    return record.get(HostFields.ADDRESS).equals(address) || List.of(record.get(HostFields.NAME_LABEL), record.get(HostFields.HOSTNAME)).contains(name.value());
  }

  private static HostDiscovery of(XapiSession session, HostRef ref, XapiRecord record, List<Lab.Export> exports) {
    var cpu = record.get(HostFields.CPU_INFO);
    var software = record.get(HostFields.SOFTWARE_VERSION);
    var macs = session.all(PifRef.KIND).values().stream().filter(card -> card.get(PifFields.HOST).equals(ref) && card.get(PifFields.PHYSICAL))
        .map(card -> card.get(PifFields.MAC).toLowerCase(Locale.ROOT)).sorted().toList();
    var attached = session.all(PbdRef.KIND).values().stream().filter(pbd -> pbd.get(PbdFields.HOST).equals(ref) && pbd.get(PbdFields.CURRENTLY_ATTACHED))
        .map(pbd -> target(pbd.get(PbdFields.DEVICE_CONFIG))).toList();
    var storage = exports.stream().filter(export -> attached.contains(export.target())).map(Lab.Export::name).toList();
    return new HostDiscovery(record.get(HostFields.ADDRESS), cpu.getOrDefault("cpu_count", ""), cpu.getOrDefault("vendor", ""), cpu.getOrDefault("modelname", ""),
        session.get(HostMetricsFields.MEMORY_TOTAL, record.get(HostFields.METRICS)), macs, storage,
        software.getOrDefault("product_version", ""), software.getOrDefault("build_number", ""));
  }

  /** A device's configuration as the lab file writes the export's target. */
  private static String target(Map<String, String> config) {
    if (config.containsKey("targetIQN")) {
      return config.getOrDefault("target", "") + "/" + config.get("targetIQN") + "/" + config.getOrDefault("SCSIid", "");
    }
    return config.containsKey("serverpath") ? config.getOrDefault("server", "") + ":" + config.get("serverpath") : config.getOrDefault("location", "");
  }

  /** Hold it against what is declared. */
  List<Line> against(Lab.Host host, String recordedVersion) {
    var lines = new ArrayList<Line>();
    lines.add(line("address", host.address(), address));
    lines.add(line("cpus", String.valueOf(host.cpus()), cpus));
    lines.add(line("cpu vendor", host.cpuVendor(), vendor));
    double missing = 1 - memory.count() / (double) host.memory().count();
    lines.add(new Line("memory", host.memory().toString(), memory.toString(), Math.abs(missing) > MEMORY_SHARE));
    lines.add(line("nics", String.valueOf(host.nics()), String.valueOf(macs.size())));
    lines.add(new Line("mac", host.mac(), String.join(" ", macs), !macs.contains(host.mac())));
    lines.add(new Line("storage", String.join(" ", host.reaches()), storage.isEmpty() ? "none attached" : "attached: " + String.join(" ", storage),
        !host.reaches().containsAll(storage)));
    lines.add(new Line("version", recordedVersion, version, !recordedVersion.isEmpty() && !recordedVersion.equals(version)));
    return List.copyOf(lines);
  }

  /** Tell it of a host that no lab file declares. */
  List<Line> alone() {
    return List.of(found("address", address), found("cpus", cpus), found("cpu vendor", vendor), found("cpu family", family), found("memory", memory.toString()),
        found("nics", String.valueOf(macs.size())), found("mac", String.join(" ", macs)), found("storage", String.join(" ", storage)), found("version", version));
  }

  private static Line line(String what, String declared, String found) {
    return new Line(what, declared, found, !declared.equals(found));
  }

  private static Line found(String what, String found) {
    return new Line(what, "", found, false);
  }

  /** Return the host's entry with what was found in place of what was declared. */
  SequencedMap<String, Object> entry(Lab.Host host) {
    var entry = LabFile.entry(host);
    facts().forEach((key, value) -> {
      boolean asDeclared = key.equals("mac") && macs.contains(host.mac())
          || key.equals("memory") && Math.abs(1 - memory.count() / (double) host.memory().count()) <= MEMORY_SHARE;
      if (!asDeclared) {
        entry.put(key, value);
      }
    });
    var reaches = new ArrayList<>(host.reaches());
    storage.stream().filter(name -> !reaches.contains(name)).forEach(reaches::add);
    entry.put("reaches", reaches);
    return entry;
  }

  /** Return what is known of a host that nobody declared. */
  SequencedMap<String, Object> facts() {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("address", address);
    entry.put("mac", macs.isEmpty() ? "" : macs.getFirst());
    entry.put("cpuVendor", vendor);
    if (cpus.matches("\\d+")) {
      entry.put("cpus", Integer.parseInt(cpus));
    }
    entry.put("memory", Bytes.mib(memory.count() >> 20).toString());
    entry.put("nics", macs.size());
    return entry;
  }
}
