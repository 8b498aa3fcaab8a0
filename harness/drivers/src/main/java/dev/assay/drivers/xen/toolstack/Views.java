package dev.assay.drivers.xen.toolstack;

import dev.assay.drivers.xen.Domain;
import dev.assay.xapi.table.ApiTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The host's objects as records of the API: what is known of each, and the table's initial value for every field that a plain Xen
 * host has nothing to say about.
 */
final class Views {

  private final ApiTable table;
  private final Identity identity;
  private final HostFacts facts;
  private final Machinery machinery;
  private final Map<String, SequencedMap<String, Object>> blank = new TreeMap<>();

  Views(ApiTable table, Identity identity, HostFacts facts, Machinery machinery) {
    this.table = table;
    this.identity = identity;
    this.facts = facts;
    this.machinery = machinery;
  }

  /** List the references of a class; none of what plain Xen has not. */
  List<String> all(String className) {
    var store = machinery.store();
    return switch (className) {
      case "VM" -> store.vms().stream().map(vm -> Refs.of(vm.uuid())).toList();
      case "VM_metrics" -> store.vms().stream().map(vm -> Refs.metrics(vm.uuid())).toList();
      case "VM_guest_metrics" -> store.vms().stream().filter(vm -> machinery.watch().isReady(vm.uuid())).map(vm -> Refs.guestMetrics(vm.uuid())).toList();
      case "VBD" -> store.vms().stream().flatMap(vm -> vm.disks().stream()).map(plug -> Refs.of(plug.uuid())).toList();
      case "VIF" -> store.vms().stream().flatMap(vm -> vm.cards().stream()).map(card -> Refs.of(card.uuid())).toList();
      case "VDI" -> store.disks().stream().map(disk -> Refs.of(disk.uuid())).toList();
      case "host" -> List.of(Refs.HOST);
      case "host_metrics" -> List.of(Refs.HOST_METRICS);
      case "pool" -> List.of(Refs.POOL);
      case "SR" -> List.of(Refs.SR);
      case "PBD" -> List.of(Refs.PBD);
      case "network" -> List.of(Refs.NETWORK);
      case "PIF" -> List.of(Refs.PIF);
      case String _ -> List.of();
    };
  }

  /** Make the record of one object. */
  SequencedMap<String, Object> record(String className, String ref) {
    var known = known(className, ref).orElseThrow(() -> Refs.invalid(className, ref));
    var record = new LinkedHashMap<>(blank.computeIfAbsent(className, this::initial));
    record.putAll(known);
    return record;
  }

  private synchronized SequencedMap<String, Object> initial(String className) {
    var values = new LinkedHashMap<String, Object>();
    table.get(className).recordFields(table.newestRelease()).forEach(field -> values.put(field.name(), field.initialValue()));
    return values;
  }

  private Optional<Map<String, Object>> known(String className, String ref) {
    var store = machinery.store();
    var uuid = Refs.uuid(className, ref);
    return switch (className) {
      case "VM" -> store.vm(uuid).map(this::vm);
      case "VM_metrics" -> store.vm(uuid).map(this::metrics);
      case "VM_guest_metrics" -> store.vm(uuid).filter(vm -> machinery.watch().isReady(uuid)).map(this::guestMetrics);
      case "VBD" -> store.vms().stream().flatMap(vm -> vm.disks().stream().filter(plug -> plug.uuid().equals(uuid)).map(plug -> vbd(vm, plug))).findFirst();
      case "VIF" -> store.vms().stream().flatMap(vm -> vm.cards().stream().filter(card -> card.uuid().equals(uuid)).map(card -> vif(vm, card))).findFirst();
      case "VDI" -> store.disk(uuid).map(this::vdi);
      case "host" -> only(ref, Refs.HOST, this::host);
      case "host_metrics" -> only(ref, Refs.HOST_METRICS, () -> Map.of("uuid", identity.uuid("host metrics"), "live", true));
      case "pool" -> only(ref, Refs.POOL, this::pool);
      case "SR" -> only(ref, Refs.SR, this::sr);
      case "PBD" -> only(ref, Refs.PBD, () -> Map.of("uuid", identity.uuid("pbd"), "host", Refs.HOST, "SR", Refs.SR, "currently_attached", true,
          "device_config", texts("location", DiskRecord.FOLDER)));
      case "network" -> only(ref, Refs.NETWORK, () -> Map.of("uuid", identity.uuid("network"), "name_label", "guests' network", "bridge", Machinery.BRIDGE,
          "PIFs", List.of(Refs.PIF)));
      case "PIF" -> only(ref, Refs.PIF, () -> Map.of("uuid", identity.uuid("pif"), "host", Refs.HOST, "network", Refs.NETWORK, "device", Machinery.BRIDGE,
          "management", true, "currently_attached", true));
      case String _ -> Optional.empty();
    };
  }

  private static Optional<Map<String, Object>> only(String ref, String expected, java.util.function.Supplier<Map<String, Object>> record) {
    return ref.equals(expected) ? Optional.of(record.get()) : Optional.empty();
  }

  private Map<String, Object> vm(VmRecord vm) {
    var record = new LinkedHashMap<String, Object>();
    var domain = machinery.watch().domain(vm.uuid());
    var state = machinery.state(vm);
    record.put("uuid", vm.uuid());
    record.put("name_label", vm.name());
    record.put("name_description", vm.description());
    record.put("is_a_template", vm.template());
    record.put("power_state", state.word());
    record.put("allowed_operations", vm.template() ? List.of("clone", "copy") : state.allowed());
    record.put("resident_on", domain.isPresent() ? Refs.HOST : Refs.NULL);
    record.put("domid", domain.map(running -> (long) running.id()).orElse(-1L));
    record.put("memory_static_min", vm.leastMemoryBytes());
    record.put("memory_static_max", vm.mostMemoryBytes());
    record.put("memory_dynamic_min", vm.memoryBytes());
    record.put("memory_dynamic_max", vm.memoryBytes());
    record.put("VCPUs_max", (long) vm.mostVcpus());
    record.put("VCPUs_at_startup", (long) vm.vcpus());
    record.put("VBDs", vm.disks().stream().map(plug -> Refs.of(plug.uuid())).toList());
    record.put("VIFs", vm.cards().stream().map(card -> Refs.of(card.uuid())).toList());
    record.put("metrics", Refs.metrics(vm.uuid()));
    record.put("guest_metrics", machinery.watch().isReady(vm.uuid()) ? Refs.guestMetrics(vm.uuid()) : Refs.NULL);
    record.put("other_config", new LinkedHashMap<String, Object>(vm.otherConfig()));
    record.put("domain_type", vm.domainType());
    record.put("PV_args", machinery.arguments(vm));
    return record;
  }

  private Map<String, Object> metrics(VmRecord vm) {
    var domain = machinery.watch().domain(vm.uuid());
    return Map.of("uuid", identity.uuid("metrics of " + vm.uuid()),
        "memory_actual", domain.map(running -> running.memory().count()).orElse(0L),
        "VCPUs_number", domain.map(Domain::vcpus).map(Integer::longValue).orElse(0L));
  }

  private Map<String, Object> guestMetrics(VmRecord vm) {
    return Map.of("uuid", identity.uuid("guest metrics of " + vm.uuid()), "networks", texts("0/ip", vm.address()), "live", true);
  }

  private Map<String, Object> vbd(VmRecord vm, VmRecord.Plug plug) {
    return Map.of("uuid", plug.uuid(), "VM", Refs.of(vm.uuid()), "VDI", Refs.of(plug.disk()), "device", plug.device(),
        "userdevice", Integer.toString(plug.position()), "type", "Disk", "mode", "RW", "currently_attached", machinery.isPlugged(vm, plug.uuid()));
  }

  private Map<String, Object> vif(VmRecord vm, VmRecord.Card card) {
    return Map.of("uuid", card.uuid(), "VM", Refs.of(vm.uuid()), "network", Refs.NETWORK, "device", Integer.toString(card.position()), "MAC", card.mac(),
        "currently_attached", machinery.isPlugged(vm, card.uuid()));
  }

  private Map<String, Object> vdi(DiskRecord disk) {
    var plugs = machinery.store().vms().stream().flatMap(vm -> vm.disks().stream()).filter(plug -> plug.disk().equals(disk.uuid()))
        .map(plug -> Refs.of(plug.uuid())).toList();
    return Map.of("uuid", disk.uuid(), "name_label", disk.name(), "SR", Refs.SR, "virtual_size", disk.bytes(), "VBDs", plugs, "managed", true,
        "location", disk.file());
  }

  private Map<String, Object> host() {
    var record = new LinkedHashMap<String, Object>();
    record.put("uuid", identity.uuid("host"));
    record.put("name_label", identity.name());
    record.put("hostname", identity.name());
    record.put("address", identity.address());
    record.put("enabled", machinery.isEnabled());
    record.put("metrics", Refs.HOST_METRICS);
    record.put("PBDs", List.of(Refs.PBD));
    record.put("PIFs", List.of(Refs.PIF));
    record.put("cpu_info", texts("cpu_count", String.valueOf(facts.processors())));
    record.put("software_version", new LinkedHashMap<String, Object>(facts.software()));
    record.put("resident_VMs", machinery.store().vms().stream().filter(vm -> machinery.watch().domain(vm.uuid()).isPresent()).map(vm -> Refs.of(vm.uuid())).toList());
    return record;
  }

  private Map<String, Object> pool() {
    return Map.of("uuid", identity.uuid("pool"), "master", Refs.HOST, "default_SR", Refs.SR, "suspend_image_SR", Refs.SR);
  }

  private Map<String, Object> sr() {
    var disks = machinery.store().disks();
    return Map.of("uuid", identity.uuid("sr"), "name_label", "Local storage", "type", "ext", "shared", false, "PBDs", List.of(Refs.PBD),
        "VDIs", disks.stream().map(disk -> Refs.of(disk.uuid())).toList(),
        "virtual_allocation", disks.stream().mapToLong(DiskRecord::bytes).sum(),
        "physical_utilisation", machinery.usedSpace());
  }

  /** List the positions from 0 that are free, as text. */
  static List<String> free(List<Integer> taken, int most) {
    return IntStream.range(0, most).filter(position -> !taken.contains(position)).mapToObj(Integer::toString).collect(Collectors.toList());
  }

  private static SequencedMap<String, Object> texts(String name, String value) {
    var map = new LinkedHashMap<String, Object>();
    map.put(name, value);
    return map;
  }
}
