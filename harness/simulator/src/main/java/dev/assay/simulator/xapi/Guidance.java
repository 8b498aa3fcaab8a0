package dev.assay.simulator.xapi;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What must follow an update for it to take effect, named as update information does; records name it by {@link #word()}. */
enum Guidance {
  EvacuateHost, RebootHost, RestartToolstack, RestartDeviceModel, RestartVM;

  private static final Set<Guidance> IN_A_REBOOT = Set.of(RestartToolstack, EvacuateHost, RestartDeviceModel);

  /** Return the word that records have for it. */
  String word() {
    return switch (this) {
      case EvacuateHost -> "evacuate_host";
      case RebootHost -> "reboot_host";
      case RestartToolstack -> "restart_toolstack";
      case RestartDeviceModel -> "restart_device_model";
      case RestartVM -> "restart_vm";
    };
  }

  /** Tell whether VMs, and not their host, have to do it. */
  boolean ofGuests() {
    return this == RestartDeviceModel || this == RestartVM;
  }

  /** Leave out what other guidance of the same updates brings along. */
  static List<Guidance> reduced(Stream<Guidance> all) {
    var wanted = all.distinct().sorted().toList();
    return wanted.stream()
        .filter(one -> !(wanted.contains(RebootHost) && IN_A_REBOOT.contains(one)))
        .filter(one -> !(wanted.contains(EvacuateHost) && one == RestartDeviceModel))
        .toList();
  }
}
