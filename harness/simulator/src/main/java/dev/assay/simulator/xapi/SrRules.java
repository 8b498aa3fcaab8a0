package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which operations a storage repository's state allows, checked in the product's order; whether anything is plugged, which it finds later, comes last. */
final class SrRules implements Rules {

  private static final List<String> OPERATIONS = List.of(
      "scan", "destroy", "forget", "plug", "unplug", "update", "vdi_create", "vdi_introduce", "vdi_destroy", "vdi_resize",
      "vdi_clone", "vdi_snapshot", "vdi_mirror", "vdi_enable_cbt", "vdi_disable_cbt", "vdi_data_destroy", "vdi_list_changed_blocks", "vdi_set_on_boot", "pbd_create", "pbd_destroy");

  /** What hosts of different releases do not all understand. */
  private static final Set<String> NOT_DURING_UPGRADE =
      Set.of("vdi_enable_cbt", "vdi_disable_cbt", "vdi_data_destroy", "vdi_list_changed_blocks", "vdi_set_on_boot");

  /** What the driver must be able to do; clones are made without it. */
  private static final Map<String, String> FEATURES = Map.ofEntries(
      Map.entry("vdi_create", "VDI_CREATE"), Map.entry("vdi_destroy", "VDI_DELETE"), Map.entry("vdi_resize", "VDI_RESIZE"), Map.entry("vdi_mirror", "VDI_MIRROR"),
      Map.entry("vdi_enable_cbt", "VDI_CONFIG_CBT"), Map.entry("vdi_disable_cbt", "VDI_CONFIG_CBT"), Map.entry("vdi_data_destroy", "VDI_CONFIG_CBT"),
      Map.entry("vdi_list_changed_blocks", "VDI_CONFIG_CBT"), Map.entry("vdi_set_on_boot", "VDI_RESET_ON_BOOT"), Map.entry("vdi_snapshot", "VDI_SNAPSHOT"),
      Map.entry("update", "SR_UPDATE"));

  private static final Set<String> NEED_NO_PLUG = Set.of("plug", "unplug", "pbd_create", "pbd_destroy", "destroy", "forget");

  @Override
  public List<String> operations() {
    return OPERATIONS;
  }

  @Override
  public Optional<XapiException> refusal(Entity sr, String operation) {
    return upgrade(sr, operation)
        .or(() -> unsupported(sr, operation))
        .or(() -> switch (operation) {
          case "destroy" -> attached(sr).or(() -> without(sr)).or(() -> filled(sr));
          case "forget" -> attached(sr);
          default -> Optional.empty();
        })
        .or(() -> clash(sr, operation))
        .or(() -> NEED_NO_PLUG.contains(operation) ? Optional.empty() : VdiRules.unplugged(sr));
  }

  private static Optional<XapiException> upgrade(Entity sr, String operation) {
    return NOT_DURING_UPGRADE.contains(operation) && sr.poolIsUpgraded() ? Optional.of(Refusal.of("NOT_SUPPORTED_DURING_UPGRADE")) : Optional.empty();
  }

  private static Optional<XapiException> unsupported(Entity sr, String operation) {
    var feature = FEATURES.get(operation);
    return feature == null || StorageDrivers.offers(sr, feature) ? Optional.empty() : Optional.of(Refusal.of("SR_OPERATION_NOT_SUPPORTED", sr.ref()));
  }

  private static Optional<XapiException> attached(Entity sr) {
    return sr.anyTarget("PBDs", pbd -> pbd.flag("currently_attached")) ? Optional.of(Refusal.of("SR_HAS_PBD", sr.ref())) : Optional.empty();
  }

  private static Optional<XapiException> without(Entity sr) {
    return sr.list("PBDs").isEmpty() ? Optional.of(Refusal.of("SR_HAS_NO_PBDS", sr.ref())) : Optional.empty();
  }

  private static Optional<XapiException> filled(Entity sr) {
    return sr.anyTarget("VDIs", vdi -> vdi.flag("managed") && !vdi.text("type").equals("rrd")) ? Optional.of(Refusal.of("SR_NOT_EMPTY")) : Optional.empty();
  }

  /** Work on single disks goes on side by side; what concerns the whole repository wants it for itself. */
  private static Optional<XapiException> clash(Entity sr, String operation) {
    return Rules.clash(sr, running -> operation.startsWith("vdi_") && running.startsWith("vdi_"));
  }
}
