package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.guest.GuestDisk;
import dev.assay.simulator.guest.GuestHardware;
import dev.assay.simulator.guest.GuestNic;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a guest sees of its VM: what the records say is attached. */
final class VmHardware implements GuestHardware {

  private final Pool pool;
  private final Entity vm;
  private final Map<String, VdiDevice> devices = new HashMap<>();
  private final Set<String> invisible = new HashSet<>();

  VmHardware(Pool pool, Entity vm) {
    this.pool = pool;
    this.vm = vm;
  }

  @Override
  public String name() {
    return vm.text("name_label");
  }

  @Override
  public int vcpus() {
    return Math.toIntExact(vm.whole("VCPUs_at_startup"));
  }

  @Override
  public Bytes memory() {
    return Bytes.of(vm.whole("memory_target"));
  }

  @Override
  public List<GuestDisk> disks() {
    return vm.targets("VBDs").stream()
        .filter(vbd -> vbd.flag("currently_attached") && !invisible.contains(vbd.ref()))
        .sorted(Comparator.comparingInt(Devices::number))
        .flatMap(vbd -> disk(vbd).stream())
        .toList();
  }

  private Optional<GuestDisk> disk(Entity vbd) {
    return vbd.target("VDI").map(vdi -> new GuestDisk(
        vbd.text("device"),
        devices.computeIfAbsent(vbd.ref() + vdi.ref(), _ -> new VdiDevice(pool, vdi, vbd.text("mode").equals("RO") || vdi.flag("read_only")))));
  }

  @Override
  public List<GuestNic> nics() {
    return vm.targets("VIFs").stream()
        .filter(vif -> vif.flag("currently_attached"))
        .sorted(Comparator.comparing(vif -> vif.text("device")))
        .map(vif -> new GuestNic(vif.text("MAC")))
        .toList();
  }

  @Override
  public String toolsVersion() {
    return pool.master().toolsVersion();
  }

  /** Hide a plugged disk from the guest. */
  void hide(Entity vbd) {
    invisible.add(vbd.ref());
  }

  void loseLatestWrites() {
    devices.values().forEach(VdiDevice::loseLatestWrite);
  }
}
