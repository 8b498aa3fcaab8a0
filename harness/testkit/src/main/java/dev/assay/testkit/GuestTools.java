package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.xapi.model.VdiFields;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmGuestMetricsFields;
import java.util.List;

/** The product's tools in a guest, and the disc that they come on. */
record GuestTools(Vm vm) {

  private static final List<String> DISCS = List.of("guest-tools.iso", "xs-tools.iso");
  private static final List<String> PARTS = List.of("major", "minor", "micro", "build");

  /** Return the version that the guest's agent reports: major, minor, micro, build. */
  String version() {
    var session = vm.toolstack().session();
    var version = session.get(VmGuestMetricsFields.PV_DRIVERS_VERSION, session.get(VmFields.GUEST_METRICS, vm.ref()));
    return String.join(".", PARTS.stream().map(part -> version.getOrDefault(part, "?")).toList());
  }

  VdiRef disc() {
    return DISCS.stream().flatMap(name -> vm.toolstack().session().named(VdiRef.KIND, name).stream())
        .filter(disc -> vm.toolstack().session().get(VdiFields.READ_ONLY, disc)).findFirst()
        .orElseThrow(() -> new AssayException.Product("looking for the disc with the guests' tools in the pool of " + vm.toolstack().master() + ": it has none of " + DISCS));
  }

  /** Install those of the disc in the drive, and boot the guest with them. */
  void upgradeFrom(DiscDrive drive) {
    vm.toolstack().bench().act("guest.tools", vm.name(), () -> {
      drive.insert(disc());
      vm.run("sh", "-c", "mount -o ro " + drive.device() + " /mnt && /mnt/Linux/install.sh -n && umount /mnt && sync");
      drive.eject();
    });
    vm.reboot();
  }
}
