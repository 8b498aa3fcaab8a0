package dev.assay.simulator.xapi;

import java.util.List;

/** Writes down a VM's new state, with all that goes with it in other records. */
final class VmStates {

  private VmStates() {}

  static void running(HostToolstack host, Domain domain, boolean paused) {
    var vm = domain.vm();
    var database = host.pool().database();
    attachDevices(vm);
    GpuMessages.attach(vm, host.record());
    UsbMessages.attach(vm);
    vm.set("resident_on", host.record().ref()).set("domid", (long) domain.id()).set("memory_target", vm.whole("memory_dynamic_max"));
    vm.set("memory_overhead", VmMemory.overhead(vm).count()).set("scheduled_to_be_resident_on", Refs.NULL);
    vm.target("metrics").ifPresent(metrics -> metrics
        .set("start_time", host.now()).set("last_updated", host.now())
        .set("memory_actual", vm.whole("memory_target")).set("VCPUs_number", vm.whole("VCPUs_at_startup"))
        .set("hvm", GuestKind.hvm(vm)).set("current_domain_type", vm.text("domain_type"))
        .set("nomigrate", platform(vm, "nomigrate")).set("nested_virt", platform(vm, "nested-virt")));
    Consoles.create(database, vm, GuestKind.hvm(vm) ? "rfb" : "vt100");
    vm.set("power_state", paused ? "Paused" : "Running");
  }

  private static boolean platform(Entity vm, String key) {
    return List.of("true", "1").contains(Values.text(vm.map("platform"), key));
  }

  static void attachDevices(Entity vm) {
    vm.targets("VBDs").stream().filter(vbd -> !vbd.flag("empty") || vbd.text("type").equals("CD")).forEach(VmStates::attach);
    vm.targets("VIFs").forEach(vif -> vif.set("currently_attached", true));
  }

  static void attach(Entity vbd) {
    vbd.set("device", Devices.diskName(Devices.number(vbd))).set("currently_attached", true);
  }

  static void halted(HostToolstack host, Domain domain) {
    host.running().destroy(domain);
    withoutDomain(host.pool(), domain.vm(), "Halted");
  }

  static void suspended(HostToolstack host, Domain domain) {
    host.running().destroy(domain);
    withoutDomain(host.pool(), domain.vm(), "Suspended");
  }

  /** A suspended VM keeps its devices: it goes on with them. */
  static void detachDevices(Entity vm) {
    vm.targets("VBDs").forEach(vbd -> vbd.set("currently_attached", false));
    vm.targets("VIFs").forEach(vif -> vif.set("currently_attached", false));
  }

  /** Write down that a VM has no domain any more. */
  static void withoutDomain(Pool pool, Entity vm, String state) {
    var database = pool.database();
    List.copyOf(vm.targets("consoles")).forEach(database::delete);
    if (state.equals("Halted")) {
      detachDevices(vm);
      HostUpdates.restarted(vm);
    }
    GpuMessages.detach(vm);
    UsbMessages.detach(vm);
    vm.target("metrics").ifPresent(metrics -> metrics.set("memory_actual", 0L).set("VCPUs_number", 0L));
    vm.set("resident_on", Refs.NULL).set("domid", -1L).set("power_state", state);
  }
}
