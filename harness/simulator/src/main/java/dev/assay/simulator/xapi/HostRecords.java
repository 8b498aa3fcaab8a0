package dev.assay.simulator.xapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Makes the records that stand for one host: host, metrics, processors, control domain. */
final class HostRecords {

  private HostRecords() {}

  static Entity create(HostToolstack toolstack, ObjectDatabase database) {
    var spec = toolstack.system().host();
    var host = database.create("host");
    host.set("name_label", toolstack.system().hostname()).set("hostname", toolstack.system().hostname());
    host.set("name_description", "Default install").set("address", spec.address());
    host.set("API_version_major", apiMajor(toolstack)).set("API_version_minor", apiMinor(toolstack)).set("API_version_vendor", "XenSource");
    host.set("sched_policy", "credit").set("supported_bootloaders", List.of("pygrub", "eliloader")).set("edition", "free").set("license_params", Restrictions.none());
    host.set("capabilities", List.of("xen-3.0-x86_64", "hvm-3.0-x86_32", "hvm-3.0-x86_32p", "hvm-3.0-x86_64", ""));
    host.set("cpu_info", Values.map(
        "cpu_count", String.valueOf(spec.cpus()), "socket_count", "2", "vendor", spec.cpuVendor(), "speed", "2600.000",
        "modelname", spec.hostClass(), "family", "6", "model", "63", "stepping", "2", "flags", "fpu vmx"));
    host.set("metrics", database.create("host_metrics").set("memory_total", spec.memory().count()).ref());
    host.set("virtual_hardware_platform_versions", List.of(0L, 1L, 2L)).set("chipset_info", Values.map("iommu", "true"));
    host.set("bios_strings", Values.map("bios-vendor", "Assay", "system-manufacturer", "Assay", "system-product-name", spec.hostClass()));
    host.set("license_server", Values.map("address", "localhost", "port", "27000")).set("editions", List.of("free", "per-socket", "xcp-ng"));
    host.set("https_only", false).set("ssh_enabled", true).set("display", "enabled").set("latest_synced_updates_applied", "unknown");
    FirstBoot.describeSoftware(toolstack, host);
    createProcessors(toolstack, database, host);
    createControlDomain(toolstack, database, host);
    return host;
  }

  /** The API's minor version by release: 2.0 came with 6.2, and 1.x before it. */
  private static final SequencedMap<String, Long> API_MINORS = apiMinors();

  private static SequencedMap<String, Long> apiMinors() {
    var minors = new LinkedHashMap<String, Long>();
    var releases = List.of(
        "tampa 10", "clearwater 0", "vgpu-productisation 1", "clearwater-whetstone 2", "creedence 3", "cream 4", "dundee 5", "ely 6",
        "falcon 7", "inverness 8", "jura 9", "kolkata 10", "lima 11", "naples 13", "quebec 14", "stockholm 15", "24.19.0 21", "26.17.0 23");
    releases.forEach(line -> minors.put(line.split(" ")[0], Long.valueOf(line.split(" ")[1])));
    return Collections.unmodifiableSequencedMap(minors);
  }

  private static long apiMinor(HostToolstack toolstack) {
    return API_MINORS.getOrDefault(toolstack.release().name(), 0L);
  }

  private static long apiMajor(HostToolstack toolstack) {
    return toolstack.release().compareTo(toolstack.schemas().table().release("clearwater")) < 0 ? 1 : 2;
  }

  private static void createProcessors(HostToolstack toolstack, ObjectDatabase database, Entity host) {
    var spec = toolstack.system().host();
    for (long number = 0; number < spec.cpus(); number++) {
      var cpu = database.create("host_cpu").set("number", number).set("vendor", spec.cpuVendor()).set("speed", 2600L);
      cpu.set("modelname", spec.hostClass()).set("family", 6L).set("model", 63L).set("stepping", "2").set("flags", "fpu vmx");
      cpu.set("host", host.ref());
    }
  }

  private static void createControlDomain(HostToolstack toolstack, ObjectDatabase database, Entity host) {
    var memory = FirstBoot.controlDomainMemory(toolstack.system().host().memory()).count();
    var vm = database.create("VM").set("is_control_domain", true).set("power_state", "Running");
    vm.set("name_label", "Control domain on host: " + toolstack.system().hostname());
    vm.set("name_description", "The domain which manages physical devices and manages other domains");
    vm.set("memory_static_max", memory).set("memory_dynamic_max", memory).set("memory_dynamic_min", memory);
    vm.set("memory_static_min", memory).set("memory_target", memory).set("domain_type", "pv").set("domid", 0L);
    vm.set("user_version", 1L).set("actions_after_shutdown", "destroy").set("actions_after_reboot", "destroy").set("actions_after_crash", "destroy");
    vm.set("HVM_shadow_multiplier", 1.0).set("VCPUs_max", 4L).set("VCPUs_at_startup", 4L).set("affinity", host.ref()).set("resident_on", host.ref());
    var metrics = database.create("VM_metrics").set("memory_actual", memory).set("VCPUs_number", 4L);
    vm.set("metrics", metrics.ref());
    host.set("control_domain", vm.ref()).set("memory_overhead", memory);
    Consoles.create(database, vm, "rfb");
    Consoles.create(database, vm, "vt100");
  }
}
