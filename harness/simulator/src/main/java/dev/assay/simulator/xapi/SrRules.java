package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which operations a storage repository's state allows. */
final class SrRules implements Rules {

  private static final List<String> OPERATIONS = List.of(
      "scan", "destroy", "forget", "plug", "unplug", "update", "vdi_create", "vdi_introduce", "vdi_destroy", "vdi_resize",
      "vdi_clone", "vdi_snapshot", "vdi_mirror", "vdi_resize_online", "vdi_enable_cbt", "vdi_disable_cbt", "vdi_data_destroy", "vdi_list_changed_blocks", "vdi_set_on_boot", "pbd_create", "pbd_destroy");

  private static final Set<String> OF_ISO_LIBRARIES =
      Set.of("scan", "forget", "plug", "unplug", "update", "vdi_introduce", "pbd_create", "pbd_destroy");

  @Override
  public List<String> operations() {
    return OPERATIONS;
  }

  @Override
  public Optional<XapiException> refusal(Entity sr, String operation) {
    return clash(sr, operation)
        .or(() -> detached(sr, operation))
        .or(() -> sr.text("content_type").equals("iso") && !OF_ISO_LIBRARIES.contains(operation)
            ? Optional.of(Refusal.of("SR_OPERATION_NOT_SUPPORTED", sr.ref()))
            : Optional.empty());
  }

  /** Work on single disks goes on side by side; what concerns the whole repository wants it for itself. */
  private static Optional<XapiException> clash(Entity sr, String operation) {
    return Rules.clash(sr, running -> operation.startsWith("vdi_") && running.startsWith("vdi_"));
  }

  private static Optional<XapiException> empty(Entity sr) {
    return sr.anyTarget("VDIs", vdi -> vdi.flag("managed")) ? Optional.of(Refusal.of("SR_NOT_EMPTY")) : Optional.empty();
  }

  private static Optional<XapiException> detached(Entity sr, String operation) {
    boolean attached = sr.targets("PBDs").stream().anyMatch(pbd -> pbd.flag("currently_attached"));
    return switch (operation) {
      case "destroy" -> sr.targets("PBDs").isEmpty()
          ? Optional.of(Refusal.of("SR_HAS_NO_PBDS", sr.ref()))
          : attached ? Optional.of(Refusal.of("SR_HAS_PBD", sr.ref())) : empty(sr);
      case "forget" -> attached ? Optional.of(Refusal.of("SR_HAS_PBD", sr.ref())) : Optional.empty();
      case "plug", "unplug", "pbd_create", "pbd_destroy" -> Optional.empty();
      default -> VdiRules.unplugged(sr);
    };
  }
}
