package dev.assay.simulator.xapi;

import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.generation.ReleaseFacts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The storage drivers that are installed.
 *
 * @param exportKind the lab's name of what it is kept on; empty for the host's own disk
 * @param thin whether a volume takes only what was written
 * @param needs what its device configuration must say, in the order in which the driver asks
 * @param feature what a product generation must have for the driver to be there
 */
record StorageDrivers(String type, String exportKind, boolean thin, List<String> needs, Optional<Feature> feature) {

  private static final List<StorageDrivers> ALL = List.of(
      new StorageDrivers("ext", "", true, List.of("device"), Optional.empty()),
      new StorageDrivers("lvm", "", false, List.of("device"), Optional.empty()),
      new StorageDrivers("nfs", "nfs", true, List.of("server", "serverpath"), Optional.empty()),
      new StorageDrivers("lvmoiscsi", "iscsi", false, List.of("target", "targetIQN", "SCSIid"), Optional.empty()),
      new StorageDrivers("lvmohba", "hba", false, List.of("SCSIid"), Optional.empty()),
      new StorageDrivers("lvmofcoe", "fcoe", false, List.of("SCSIid"), Optional.of(Feature.FCOE)),
      new StorageDrivers("smb", "smb", true, List.of("server"), Optional.of(Feature.SMB)),
      new StorageDrivers("iso", "iso", true, List.of("location"), Optional.empty()));

  private static final String TRACKING = "VDI_CONFIG_CBT";

  private static final List<String> OF_LIBRARIES = List.of("VDI_ATTACH", "VDI_DETACH");

  private static final List<String> OF_DISKS = List.of(
      "ATOMIC_PAUSE", "SR_PROBE", "SR_UPDATE", "VDI_ACTIVATE", "VDI_ATTACH", "VDI_CLONE", TRACKING, "VDI_CREATE", "VDI_DEACTIVATE", "VDI_DELETE",
      "VDI_DETACH", "VDI_GENERATE_CONFIG", "VDI_MIRROR", "VDI_RESET_ON_BOOT", "VDI_RESIZE", "VDI_SNAPSHOT", "VDI_UPDATE");

  /** Find a driver by its type, in any generation. */
  static Optional<StorageDrivers> of(String type) {
    return ALL.stream().filter(driver -> driver.type.equals(type)).findFirst();
  }

  static Stream<StorageDrivers> in(ReleaseFacts generation) {
    return ALL.stream().filter(driver -> driver.feature.map(generation::has).orElse(true));
  }

  /** Tell whether high availability can keep its state there. */
  boolean keepsStateFile() {
    return !local() && !type.equals("iso");
  }

  boolean local() {
    return exportKind.isEmpty();
  }

  /** Tell whether its volumes are logical volumes of a block device. */
  boolean onBlocks() {
    return type.startsWith("lvm");
  }

  static void create(ReleaseFacts generation, ObjectDatabase database) {
    in(generation).forEach(driver -> {
      var sm = database.create("SM").set("type", driver.type).set("name_label", driver.type.toUpperCase(Locale.ROOT));
      sm.set("name_description", "SR plugin for " + driver.type).set("vendor", "Citrix Systems Inc").set("version", "1.0");
      sm.set("copyright", "(C) 2008 Citrix Systems Inc").set("required_api_version", "1.0");
      sm.set("capabilities", driver.capabilities(generation)).set("features", driver.features(generation));
      sm.set("driver_filename", "/opt/xensource/sm/" + driver.type + "SR");
    });
  }

  /** Tell whether the driver of a repository can do what bears this name among the features of its record. */
  static boolean offers(Entity sr, String feature) {
    boolean tracking = !feature.equals(TRACKING) || sr.productHas(Feature.CHANGED_BLOCKS);
    return tracking && (sr.text("type").equals("iso") ? OF_LIBRARIES : OF_DISKS).contains(feature);
  }

  private List<Object> capabilities(ReleaseFacts generation) {
    if (type.equals("iso")) {
      return List.copyOf(OF_LIBRARIES);
    }
    var own = Stream.of(onBlocks() ? "SR_TRIM" : "THIN_PROVISIONING");
    var common = OF_DISKS.stream().filter(name -> !name.equals(TRACKING) || generation.has(Feature.CHANGED_BLOCKS));
    return Stream.concat(common, own).<Object>map(name -> name).toList();
  }

  private Map<String, Object> features(ReleaseFacts generation) {
    return Values.map(capabilities(generation).stream()
        .flatMap(name -> Stream.of(name, (Object) (name.equals("VDI_RESET_ON_BOOT") ? 2L : 1L)))
        .toArray());
  }
}
