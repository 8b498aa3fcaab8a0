package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which operations a VDI's state allows. */
final class VdiRules implements Rules {

  private static final List<String> OPERATIONS = List.of("snapshot", "mirror", "enable_cbt", "disable_cbt", "data_destroy", "list_changed_blocks", "copy", "clone", "resize", "resize_online", "destroy", "forget", "update", "generate_config");
  /** Operations that bear the disk being attached to a running VM. */
  private static final Set<String> LIVE = Set.of("snapshot", "mirror", "clone", "update", "enable_cbt", "disable_cbt", "resize_online", "generate_config");

  @Override
  public List<String> operations() {
    return OPERATIONS;
  }

  @Override
  public Optional<XapiException> refusal(Entity vdi, String operation) {
    return Rules.clash(vdi, running -> running.equals("copy"))
        .or(() -> hidden(vdi, operation))
        .or(() -> attachedSomewhere(vdi, operation))
        .or(() -> deviceAtWork(vdi, operation))
        .or(() -> unreachable(vdi, operation))
        .or(() -> unsupported(vdi, operation))
        .or(() -> special(vdi, operation))
        .or(() -> tracking(vdi, operation));
  }

  /** What a disk is made for forbids some: sharing, starting afresh at each boot, high availability. */
  private static Optional<XapiException> special(Entity vdi, String operation) {
    boolean ofAvailability = List.of("ha_statefile", "redo_log").contains(vdi.text("type"));
    return switch (operation) {
      case "snapshot" -> vdi.flag("sharable")
          ? Optional.of(Refusal.of("VDI_IS_SHARABLE", vdi.ref()))
          : vdi.text("on_boot").equals("reset") ? Optional.of(Refusal.of("VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION"))
          : isCopied(vdi) ? Optional.of(Refusal.notAllowed("Snapshot operation not allowed during copy.")) : Optional.empty();
      case "destroy", "resize", "resize_online" -> ofAvailability && vdi.poolHasAvailability() ? Optional.of(Refusal.of("HA_IS_ENABLED")) : Optional.empty();
      case "copy" -> ofAvailability
          ? Optional.of(Refusal.notAllowed("VDI containing HA statefile or redo log cannot be copied (check the VDI's allowed operations)."))
          : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<XapiException> tracking(Entity vdi, String operation) {
    boolean metadata = vdi.text("type").equals("cbt_metadata");
    return switch (operation) {
      case "enable_cbt", "disable_cbt" -> vdi.flag("is_a_snapshot")
          ? Optional.of(Refusal.notAllowed("VDI is a snapshot: " + vdi.ref()))
          : !List.of("user", "system").contains(vdi.text("type"))
              ? Optional.of(Refusal.of("VDI_INCOMPATIBLE_TYPE", vdi.ref(), vdi.text("type")))
              : vdi.text("on_boot").equals("reset") ? Optional.of(Refusal.of("VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION")) : Optional.empty();
      case "data_destroy" -> !vdi.flag("is_a_snapshot")
          ? Optional.of(Refusal.notAllowed("VDI is not a snapshot: " + vdi.ref()))
          : vdi.flag("cbt_enabled") ? Optional.empty() : Optional.of(Refusal.of("VDI_NO_CBT_METADATA", vdi.ref()));
      case "clone", "copy", "resize", "resize_online", "snapshot", "mirror" -> metadata
          ? Optional.of(Refusal.of("VDI_INCOMPATIBLE_TYPE", vdi.ref(), vdi.text("type")))
          : operation.equals("mirror") && vdi.flag("cbt_enabled") ? Optional.of(Refusal.of("VDI_CBT_ENABLED", vdi.ref())) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isCopied(Entity vdi) {
    return vdi.map("current_operations").containsValue("copy");
  }

  /** While a device is plugged or unplugged its disk waits. */
  private static Optional<XapiException> deviceAtWork(Entity vdi, String operation) {
    return operation.equals("data_destroy") ? Optional.empty() : vdi.targets("VBDs").stream()
        .flatMap(vbd -> vbd.map("current_operations").entrySet().stream())
        .findFirst()
        .map(running -> Refusal.otherOperation(vdi, (String) running.getValue(), running.getKey()));
  }

  /** What other disks share is nobody's to work on. */
  private static Optional<XapiException> hidden(Entity vdi, String operation) {
    return vdi.flag("managed") || Set.of("forget", "update").contains(operation)
        ? Optional.empty()
        : Optional.of(Refusal.of("VDI_NOT_MANAGED", vdi.ref()));
  }

  private static Optional<XapiException> attachedSomewhere(Entity vdi, String operation) {
    boolean attached = vdi.targets("VBDs").stream()
        .filter(vbd -> vbd.flag("currently_attached") || vbd.reserved)
        .anyMatch(vbd -> vbd.text("mode").equals("RW") || !operation.equals("copy"));
    boolean read = isCopied(vdi) && !operation.equals("copy");
    return (attached || read) && !LIVE.contains(operation)
        ? Optional.of(Refusal.of("VDI_IN_USE", vdi.ref(), operation))
        : Optional.empty();
  }

  private static Optional<XapiException> unreachable(Entity vdi, String operation) {
    if (vdi.flag("missing") && !Set.of("forget", "destroy", "update").contains(operation)) {
      return Optional.of(Refusal.of("VDI_MISSING", vdi.text("SR"), vdi.ref()));
    }
    return operation.equals("forget") ? Optional.empty() : vdi.target("SR").flatMap(VdiRules::unplugged);
  }

  static Optional<XapiException> unplugged(Entity sr) {
    var pbds = sr.targets("PBDs");
    if (pbds.isEmpty()) {
      return Optional.of(Refusal.of("SR_HAS_NO_PBDS", sr.ref()));
    }
    return pbds.stream().anyMatch(pbd -> pbd.flag("currently_attached"))
        ? Optional.empty()
        : Optional.of(Refusal.of("SR_NOT_ATTACHED", sr.ref()));
  }

  private static Optional<XapiException> unsupported(Entity vdi, String operation) {
    boolean writesTheSr = Set.of("clone", "resize", "resize_online", "snapshot", "destroy", "enable_cbt", "disable_cbt", "data_destroy").contains(operation);
    boolean isoLibrary = vdi.target("SR").filter(sr -> sr.text("content_type").equals("iso")).isPresent();
    return writesTheSr && isoLibrary
        ? Optional.of(Refusal.of("SR_OPERATION_NOT_SUPPORTED", vdi.text("SR")))
        : Optional.empty();
  }
}
