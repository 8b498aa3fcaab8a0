package dev.assay.simulator.xapi;

import java.util.List;
import java.util.function.Supplier;

/** Keeps disks for one VM from when they were found free until they are attached to it, which takes a while. */
final class DiskReservation {

  private DiskReservation() {}

  /** Do the work while these disks can be attached to nobody else; refuses as {@code VDI_IN_USE} what others have. */
  static Object holding(List<Entity> vbds, Supplier<Object> work) {
    var disks = vbds.stream().filter(vbd -> !vbd.flag("empty")).toList();
    disks.forEach(vbd -> VbdRules.inUse(vbd).ifPresent(refusal -> {
      throw refusal;
    }));
    disks.forEach(vbd -> vbd.reserve(vbd.text("mode").equals("RW")));
    try {
      return work.get();
    } finally {
      disks.forEach(vbd -> vbd.reserve(false));
    }
  }
}
