package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.ProductVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Fills the database of a freshly installed host: a pool of one, its hardware, local storage and templates. */
final class FirstBoot {

  private static final ProductVersion NO_MORE_PV = ProductVersion.parse("8.0");

  private final HostToolstack host;
  private final ObjectDatabase database;

  private FirstBoot(HostToolstack host) {
    this.host = host;
    this.database = host.pool().database();
  }

  /** Return what a disk has left for storage repositories: the system takes 42 GiB, or the 8 GiB of the small layout where the large one does not fit. */
  static Bytes storageSize(Bytes disk) {
    var system = disk.compareTo(Bytes.gib(46)) >= 0 ? Bytes.gib(42) : Bytes.gib(8);
    return Bytes.of(Math.max(0, disk.count() - system.count()));
  }

  /** Fill the database and return the host's record. */
  static Entity populate(HostToolstack host) {
    return new FirstBoot(host).populate();
  }

  private Entity populate() {
    var pool = database.create("pool");
    var record = HostRecords.create(host, database);
    pool.set("master", record.ref()).set("ha_cluster_stack", "xhad");
    pool.set("other_config", Values.map("memory-ratio-hvm", "0.25", "memory-ratio-pv", "0.25"));
    pool.set("cpu_info", record.get("cpu_info")).set("restrictions", Restrictions.none());
    NetworkRecords.create(host, database, record);
    GpuRecords.create(host, database, record);
    UsbRecords.create(host, database, record);
    StorageDrivers.create(host.doors().generation(), database);
    var local = createLocalStorage(record);
    createToolsLibrary(record);
    pool.set("default_SR", local.ref()).set("suspend_image_SR", local.ref()).set("crash_dump_SR", local.ref());
    record.set("suspend_image_sr", local.ref()).set("crash_dump_sr", local.ref());
    Template.shippedWith(host.system().release().version()).forEach(this::createTemplate);
    return record;
  }

  static void describeSoftware(HostToolstack host, Entity record) {
    var release = host.system().release();
    var parts = SoftwareVersions.of(release.version());
    record.set("software_version", Values.map(
        "product_version", release.version().toString(),
        "product_version_text", release.version().toString(),
        "platform_name", "XCP",
        "platform_version", parts.platform(),
        "product_brand", release.product(),
        "build_number", release.buildNumber(),
        "hostname", "localhost",
        "date", WireTime.format(host.now()).substring(0, 8),
        "xapi", "1.3",
        "xen", parts.xen(),
        "linux", parts.linux(),
        "xencenter_min", "2." + record.get("API_version_minor"),
        "xencenter_max", "2." + record.get("API_version_minor"),
        "network_backend", "openvswitch"));
  }

  private Entity createLocalStorage(Entity record) {
    boolean thin = host.system().release().product().equals("XCP-ng");
    var sr = database.create("SR");
    sr.set("name_label", "Local storage").set("type", thin ? "ext" : "lvm").set("content_type", "user");
    var pbd = database.create("PBD").set("host", record.ref()).set("SR", sr.ref());
    pbd.set("device_config", Values.map("device", "/dev/disk/by-id/scsi-3600508b1001c-part3"));
    host.disk().create(sr.uuid(), sr.text("type"), thin);
    return sr;
  }

  private void createToolsLibrary(Entity record) {
    var sr = database.create("SR");
    sr.set("name_label", "XenServer Tools").set("type", "iso").set("content_type", "iso").set("shared", true).set("is_tools_sr", true);
    sr.set("other_config", Values.map("xenserver_tools_sr", "true"));
    database.create("PBD").set("host", record.ref()).set("SR", sr.ref())
        .set("device_config", Values.map("location", IsoLibrary.TOOLS, "legacy_mode", "true"));
  }

  private void createTemplate(Template template) {
    var memory = template.memory().count();
    boolean pv = !template.needsHvm() && host.system().release().version().compareTo(NO_MORE_PV) < 0;
    var vm = database.create("VM");
    vm.set("name_label", template.name()).set("is_a_template", true).set("is_default_template", true);
    vm.set("reference_label", template.label()).set("domain_type", pv ? "pv" : "hvm");
    vm.set("memory_static_max", memory).set("memory_dynamic_max", memory).set("memory_dynamic_min", memory);
    vm.set("memory_static_min", Math.min(memory, Bytes.mib(128).count()));
    vm.set("VCPUs_max", 1L).set("VCPUs_at_startup", 1L).set("domid", -1L).set("user_version", 1L);
    vm.set("actions_after_shutdown", "destroy").set("actions_after_reboot", "restart").set("actions_after_crash", "restart");
    vm.set("HVM_boot_policy", pv ? "" : "BIOS order").set("HVM_boot_params", pv ? Values.map() : Values.map("order", "cdn"));
    vm.set("PV_bootloader", pv ? "pygrub" : "").set("platform", Values.map("nx", "true", "acpi", "1", "apic", "true", "pae", "true", "viridian", String.valueOf(template.name().startsWith("Windows"))));
    vm.set("other_config", template.disk().count() == 0
        ? Values.map("default_template", "true")
        : Values.map("default_template", "true", "disks", template.disksXml()));
    vm.set("recommendations", "<restrictions><restriction field=\"memory-static-max\" max=\"137438953472\"/><restriction field=\"vcpus-max\" max=\"32\"/></restrictions>");
  }

  /** Return the memory of dom0 by that of its host; source: the product's published defaults. */
  static Bytes controlDomainMemory(Bytes total) {
    long gib = total.count() / Bytes.gib(1).count();
    return Bytes.mib(gib < 24 ? 752 : gib < 48 ? 2048 : gib < 64 ? 3072 : 4096);
  }

  static Optional<String> nicMac(String first, int index) {
    var parts = first.split(":");
    if (parts.length != 6) {
      return Optional.empty();
    }
    int last = (Integer.parseInt(parts[5], 16) + index) & 0xff;
    return Optional.of(String.join(":", List.of(parts).subList(0, 5)) + ":" + "%02x".formatted(last));
  }

  static IntStream indexes(int count) {
    return IntStream.range(0, count);
  }
}
