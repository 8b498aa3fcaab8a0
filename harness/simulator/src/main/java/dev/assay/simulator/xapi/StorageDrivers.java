package dev.assay.simulator.xapi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The storage drivers that are installed.
 *
 * @param exportKind the lab's name of what it is kept on; empty for the host's own disk
 * @param thin whether a volume takes only what was written
 */
record StorageDrivers(String type, String exportKind, boolean thin, List<String> needs) {

  static final List<StorageDrivers> ALL = List.of(
      new StorageDrivers("ext", "", true, List.of("device")),
      new StorageDrivers("lvm", "", false, List.of("device")),
      new StorageDrivers("nfs", "nfs", true, List.of("server", "serverpath")),
      new StorageDrivers("lvmoiscsi", "iscsi", false, List.of("target", "targetIQN", "SCSIid")),
      new StorageDrivers("lvmohba", "hba", false, List.of("SCSIid")),
      new StorageDrivers("smb", "smb", true, List.of("server")),
      new StorageDrivers("iso", "iso", true, List.of("location")));

  static Optional<StorageDrivers> of(String type) {
    return ALL.stream().filter(driver -> driver.type.equals(type)).findFirst();
  }

  /** Tell whether high availability can keep its state there. */
  boolean keepsStateFile() {
    return !local() && !type.equals("iso");
  }

  boolean local() {
    return exportKind.isEmpty();
  }

  static void create(ObjectDatabase database) {
    ALL.forEach(driver -> {
      var sm = database.create("SM").set("type", driver.type).set("name_label", driver.type.toUpperCase(Locale.ROOT));
      sm.set("name_description", "SR plugin for " + driver.type).set("vendor", "Citrix Systems Inc").set("version", "1.0");
      sm.set("required_api_version", "1.0").set("capabilities", driver.capabilities()).set("features", driver.features());
      sm.set("driver_filename", "/opt/xensource/sm/" + driver.type + "SR");
    });
  }

  private List<Object> capabilities() {
    return type.equals("iso")
        ? List.of("VDI_ATTACH", "VDI_DETACH")
        : List.of("SR_PROBE", "SR_UPDATE", "VDI_CREATE", "VDI_DELETE", "VDI_ATTACH", "VDI_DETACH", "VDI_CLONE", "VDI_SNAPSHOT", "VDI_RESIZE", "VDI_MIRROR");
  }

  private Map<String, Object> features() {
    return Values.map(capabilities().stream().flatMap(name -> List.of(name, (Object) 1L).stream()).toArray());
  }
}
