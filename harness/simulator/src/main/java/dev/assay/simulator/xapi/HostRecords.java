package dev.assay.simulator.xapi;

import java.util.List;

/** Makes the records that stand for one host: host, metrics, processors, control domain. */
final class HostRecords {

  private HostRecords() {}

  static Entity create(HostToolstack toolstack, ObjectDatabase database) {
    var spec = toolstack.system().host();
    var host = database.create("host");
    host.set("name_label", toolstack.system().hostname()).set("hostname", toolstack.system().hostname());
    host.set("name_description", "Default install").set("address", spec.address());
    host.set("API_version_major", 2L).set("API_version_minor", apiMinor(toolstack)).set("API_version_vendor", "XenSource");
    host.set("sched_policy", "credit").set("supported_bootloaders", List.of("pygrub", "eliloader")).set("edition", "free");
    host.set("capabilities", List.of("xen-3.0-x86_64", "hvm-3.0-x86_32", "hvm-3.0-x86_32p", "hvm-3.0-x86_64", ""));
    host.set("cpu_info", Values.map(
        "cpu_count", String.valueOf(spec.cpus()), "socket_count", "2", "vendor", spec.cpuVendor(), "speed", "2600.000",
        "modelname", spec.hostClass(), "family", "6", "model", "63", "stepping", "2", "flags", "fpu vmx"));
    host.set("metrics", database.create("host_metrics").set("memory_total", spec.memory().count()).ref());
    host.set("virtual_hardware_platform_versions", List.of(0L, 1L, 2L)).set("chipset_info", Values.map("iommu", "true"));
    host.set("bios_strings", Values.map("bios-vendor", "Assay", "system-manufacturer", "Assay", "system-product-name", spec.hostClass()));
    FirstBoot.describeSoftware(toolstack, host);
    createProcessors(toolstack, database, host);
    createControlDomain(toolstack, database, host);
    return host;
  }

  /** 2.x follows the releases: 1.x became 2.0 with 6.2's successor; only its growth is ever compared. */
  private static long apiMinor(HostToolstack toolstack) {
    var release = toolstack.release();
    return Math.max(0, release.order() - 10);
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
    vm.set("VCPUs_max", 4L).set("VCPUs_at_startup", 4L).set("affinity", host.ref()).set("resident_on", host.ref());
    var metrics = database.create("VM_metrics").set("memory_actual", memory).set("VCPUs_number", 4L);
    vm.set("metrics", metrics.ref());
    host.set("control_domain", vm.ref()).set("memory_overhead", memory);
    Consoles.create(database, vm, "rfb");
    Consoles.create(database, vm, "vt100");
  }
}
