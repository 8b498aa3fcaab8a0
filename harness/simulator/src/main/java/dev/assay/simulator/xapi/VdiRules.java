package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which operations a VDI's state allows, checked in the product's order: upgrade, concurrent operations, devices, driver, tracking of
 * changed blocks, what the disk is for. Last what the product finds only when it begins: hidden disks, and storage that is not there.
 */
final class VdiRules implements Rules {

  /** What is advertised: operations that came later than these are allowed, but kept from hosts that do not know them. */
  private static final List<String> OPERATIONS =
      List.of("snapshot", "copy", "clone", "resize", "resize_online", "destroy", "forget", "update", "generate_config", "force_unlock");

  /** Operations that bear the disk being attached to a running VM. */
  private static final Set<String> LIVE = Set.of("snapshot", "mirror", "clone", "enable_cbt", "disable_cbt", "resize_online");

  /** What the driver must be able to do. */
  private static final Map<String, String> FEATURES = Map.ofEntries(
      Map.entry("snapshot", "VDI_SNAPSHOT"), Map.entry("clone", "VDI_CLONE"), Map.entry("destroy", "VDI_DELETE"), Map.entry("resize", "VDI_RESIZE"),
      Map.entry("resize_online", "VDI_RESIZE_ONLINE"), Map.entry("update", "VDI_UPDATE"), Map.entry("generate_config", "VDI_GENERATE_CONFIG"),
      Map.entry("mirror", "VDI_MIRROR"), Map.entry("enable_cbt", "VDI_CONFIG_CBT"), Map.entry("disable_cbt", "VDI_CONFIG_CBT"),
      Map.entry("data_destroy", "VDI_CONFIG_CBT"), Map.entry("list_changed_blocks", "VDI_CONFIG_CBT"), Map.entry("set_on_boot", "VDI_RESET_ON_BOOT"));

  /** What a disk that holds only which blocks had changed is no good for. */
  private static final Set<String> NOT_OF_METADATA =
      Set.of("clone", "copy", "disable_cbt", "enable_cbt", "mirror", "resize", "resize_online", "snapshot", "set_on_boot");

  /** What hosts of different releases all understand. */
  private static final Set<String> DURING_UPGRADE = Set.copyOf(OPERATIONS);

  @Override
  public List<String> operations() {
    return OPERATIONS;
  }

  @Override
  public Optional<XapiException> refusal(Entity vdi, String operation) {
    return upgrade(vdi, operation)
        .or(() -> clash(vdi, operation))
        .or(() -> attachedSomewhere(vdi, operation))
        .or(() -> deviceAtWork(vdi, operation))
        .or(() -> unsupported(vdi, operation))
        .or(() -> tracking(vdi, operation))
        .or(() -> special(vdi, operation))
        .or(() -> hidden(vdi, operation))
        .or(() -> unreachable(vdi, operation));
  }

  private static Optional<XapiException> upgrade(Entity vdi, String operation) {
    return DURING_UPGRADE.contains(operation) || !vdi.poolIsUpgraded() ? Optional.empty() : Optional.of(Refusal.of("NOT_SUPPORTED_DURING_UPGRADE"));
  }

  /** While a disk is copied it is read, no more; the end of a mirroring destroys what was mirrored. */
  private static Optional<XapiException> clash(Entity vdi, String operation) {
    return Rules.clash(vdi, running -> running.equals("copy") || running.equals("mirror") && operation.equals("destroy"));
  }

  private static Optional<XapiException> attachedSomewhere(Entity vdi, String operation) {
    boolean attached = vdi.targets("VBDs").stream()
        .filter(vbd -> vbd.flag("currently_attached") || vbd.reserved)
        .anyMatch(vbd -> hinders(vbd, operation));
    boolean read = isCopied(vdi) && !operation.equals("copy");
    return (attached || read) && !LIVE.contains(operation)
        ? Optional.of(Refusal.of("VDI_IN_USE", vdi.ref(), operation))
        : Optional.empty();
  }

  /** Who only reads hinders no copy; a checkpoint's devices say that they are attached, and are not. */
  private static boolean hinders(Entity vbd, String operation) {
    return switch (operation) {
      case "copy" -> vbd.text("mode").equals("RW");
      case "list_changed_blocks" -> vbd.target("VM").filter(vm -> vm.flag("is_a_snapshot")).isEmpty();
      default -> true;
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

  private static Optional<XapiException> unsupported(Entity vdi, String operation) {
    var feature = FEATURES.get(operation);
    return feature == null ? Optional.empty() : vdi.target("SR")
        .filter(sr -> !StorageDrivers.offers(sr, feature))
        .map(sr -> Refusal.of("SR_OPERATION_NOT_SUPPORTED", sr.ref()));
  }

  private static Optional<XapiException> tracking(Entity vdi, String operation) {
    if (vdi.text("type").equals("cbt_metadata") && NOT_OF_METADATA.contains(operation)) {
      return Optional.of(Refusal.of("VDI_INCOMPATIBLE_TYPE", vdi.ref(), vdi.text("type")));
    }
    boolean bears = !Set.of("mirror", "set_on_boot").contains(operation);
    return bears || !vdi.flag("cbt_enabled") ? Optional.empty() : Optional.of(Refusal.of("VDI_CBT_ENABLED", vdi.ref()));
  }

  /** What a disk is made for forbids some: sharing, starting afresh at each boot, high availability, metrics. */
  private static Optional<XapiException> special(Entity vdi, String operation) {
    return switch (operation) {
      case "snapshot" -> vdi.flag("sharable")
          ? Optional.of(Refusal.of("VDI_IS_SHARABLE", vdi.ref()))
          : vdi.text("on_boot").equals("reset") ? Optional.of(Refusal.of("VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION"))
          : isCopied(vdi) ? Optional.of(Refusal.notAllowed("Snapshot operation not allowed during copy.")) : Optional.empty();
      case "destroy" -> metrics(vdi).or(() -> available(vdi));
      case "forget" -> available(vdi).or(() -> metrics(vdi));
      case "resize", "resize_online" -> available(vdi);
      case "data_destroy" -> !vdi.flag("is_a_snapshot")
          ? Optional.of(Refusal.notAllowed("VDI is not a snapshot: " + vdi.ref()))
          : vdi.flag("cbt_enabled") ? Optional.empty() : Optional.of(Refusal.of("VDI_NO_CBT_METADATA", vdi.ref()));
      case "copy" -> ofAvailability(vdi)
          ? Optional.of(Refusal.notAllowed("VDI containing HA statefile or redo log cannot be copied (check the VDI's allowed operations)."))
          : Optional.empty();
      case "enable_cbt", "disable_cbt" -> vdi.flag("is_a_snapshot")
          ? Optional.of(Refusal.notAllowed("VDI is a snapshot: " + vdi.ref()))
          : !List.of("user", "system").contains(vdi.text("type"))
              ? Optional.of(Refusal.of("VDI_INCOMPATIBLE_TYPE", vdi.ref(), vdi.text("type")))
              : vdi.text("on_boot").equals("reset") ? Optional.of(Refusal.of("VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION")) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<XapiException> metrics(Entity vdi) {
    return vdi.text("type").equals("rrd") ? Optional.of(Refusal.of("VDI_HAS_RRDS", vdi.ref())) : Optional.empty();
  }

  private static Optional<XapiException> available(Entity vdi) {
    return ofAvailability(vdi) && vdi.poolHasAvailability() ? Optional.of(Refusal.of("HA_IS_ENABLED")) : Optional.empty();
  }

  private static boolean ofAvailability(Entity vdi) {
    return List.of("ha_statefile", "redo_log").contains(vdi.text("type"));
  }

  /** What other disks share is nobody's to work on. */
  private static Optional<XapiException> hidden(Entity vdi, String operation) {
    return vdi.flag("managed") || Set.of("forget", "update").contains(operation)
        ? Optional.empty()
        : Optional.of(Refusal.of("VDI_NOT_MANAGED", vdi.ref()));
  }

  private static Optional<XapiException> unreachable(Entity vdi, String operation) {
    if (vdi.flag("missing") && !Set.of("forget", "destroy", "update").contains(operation)) {
      return Optional.of(Refusal.of("VDI_MISSING", vdi.text("SR"), vdi.ref()));
    }
    return operation.equals("forget") ? Optional.empty() : vdi.target("SR").flatMap(VdiRules::unplugged);
  }

  /** The product has one code for a repository that no host has plugged, whether any could or not. */
  static Optional<XapiException> unplugged(Entity sr) {
    return sr.anyTarget("PBDs", pbd -> pbd.flag("currently_attached"))
        ? Optional.empty()
        : Optional.of(Refusal.of("SR_HAS_NO_PBDS", sr.ref()));
  }
}
