package dev.assay.simulator.machine;

import dev.assay.core.Bytes;
import dev.assay.simulator.LabSpec;

/** A disk of a machine that a system can be installed to. What was installed last is what the machine boots. */
record SystemDisk(String name, Bytes size) {

  /**
   * Find a disk by its name, with or without the folder of devices.
   *
   * @throws InstallerStopped when the machine has none of that name
   */
  static SystemDisk named(LabSpec.Host host, String device) {
    var name = device.replaceFirst("^/dev/", "");
    if (name.equals("sda")) {
      return new SystemDisk(name, host.disk());
    }
    boolean two = host.secondDisk().count() > 0;
    if (name.equals("sdb") && two) {
      return new SystemDisk(name, host.secondDisk());
    }
    throw new InstallerStopped("answer file: disk '" + device + "' does not exist; this machine has sda (" + host.disk() + ")"
        + (two ? " and sdb (" + host.secondDisk() + ")" : ""));
  }
}
