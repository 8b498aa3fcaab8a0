package dev.assay.simulator.xapi;

import java.util.ArrayList;

/** What the storage drivers note of the paths over which a host reaches a LUN, where its multipathing is on. */
final class Multipath {

  private static final String PREFIX = "mpath-";
  private static final String SESSIONS = "iscsi_sessions";
  private static final String MULTIPATHED = "multipathed";

  private Multipath() {}

  /** Note that all paths are there: one for each portal that the device configuration names. */
  static void note(HostToolstack host, StorageDrivers driver, Entity pbd) {
    if (!driver.onBlocks() || driver.local()) {
      return;
    }
    var config = pbd.map("device_config");
    int portals = Values.text(config, "target").split(",").length;
    boolean several = isOn(host.record());
    int paths = several ? portals : 1;
    if (driver.type().equals("lvmoiscsi")) {
      pbd.putInto("other_config", SESSIONS, String.valueOf(paths));
    }
    pbd.putInto("other_config", MULTIPATHED, String.valueOf(several));
    if (several) {
      pbd.putInto("other_config", PREFIX + Values.text(config, "SCSIid"), "[" + paths + ", " + paths + "]");
    }
  }

  static void forget(Entity pbd) {
    for (var key : new ArrayList<>(pbd.map("other_config").keySet())) {
      if (key.startsWith(PREFIX) || key.equals(SESSIONS) || key.equals(MULTIPATHED)) {
        pbd.removeFrom("other_config", key);
      }
    }
  }

  /** Releases before 7.5 know only what is said in the host's other settings, and later ones still look there. */
  private static boolean isOn(Entity host) {
    return host.flag("multipathing") || Values.text(host.map("other_config"), "multipathing").equals("true");
  }
}
