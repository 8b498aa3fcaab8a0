package dev.assay.simulator.xapi;

import dev.assay.simulator.generation.Feature;
import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which operations a VM's state allows, checked in the product's order: what an administrator blocked, power state,
 * concurrent operations, template, snapshot, control domain, guest features.
 */
final class VmRules implements Rules {

  /** What is advertised: the product leaves out what is an internal step or a mere question. */
  private static final List<String> OPERATIONS = List.of(
      "snapshot", "clone", "copy", "revert", "checkpoint", "provision", "start", "start_on", "pause", "unpause", "clean_shutdown",
      "clean_reboot", "hard_shutdown", "hard_reboot", "suspend", "resume", "resume_on", "pool_migrate", "migrate_send",
      "changing_dynamic_range", "changing_static_range", "changing_shadow_memory", "changing_VCPUs_live", "changing_NVRAM",
      "make_into_template", "export", "metadata_export", "destroy");

  private static final Set<String> OF_TEMPLATES = Set.of(
      "changing_dynamic_range", "changing_static_range", "changing_memory_limits", "changing_shadow_memory", "changing_VCPUs", "changing_NVRAM",
      "clone", "copy", "export", "metadata_export", "provision");

  private static final Set<String> OF_SNAPSHOTS = Set.of("clone", "copy", "create_template", "export", "metadata_export", "destroy", "revert");

  private static final Set<String> OF_CONTROL_DOMAINS = Set.of(
      "metadata_export", "changing_static_range", "changing_dynamic_range", "changing_VCPUs", "changing_memory_live", "awaiting_memory_live");

  private static final Set<String> NEED_GUEST = Set.of(
      "clean_shutdown", "clean_reboot", "suspend", "checkpoint", "pool_migrate", "migrate_send", "changing_VCPUs_live");

  /** Operations that only read the VM and so bear one another. */
  private static final Set<String> READERS = Set.of("clone", "copy", "export", "get_boot_record", "snapshot", "checkpoint", "metadata_export");

  @Override
  public List<String> operations() {
    return OPERATIONS;
  }

  @Override
  public Optional<XapiException> refusal(Entity vm, String operation) {
    return blocked(vm, operation)
        .or(() -> wrongPowerState(vm, operation))
        .or(() -> clash(vm, operation))
        .or(() -> template(vm, operation))
        .or(() -> snapshot(vm, operation))
        .or(() -> controlDomain(vm, operation))
        .or(() -> guest(vm, operation))
        .or(() -> resetDisks(vm, operation))
        .or(() -> adapters(vm, operation))
        .or(() -> appliance(vm, operation));
  }

  private static Optional<XapiException> blocked(Entity vm, String operation) {
    return Optional.ofNullable(vm.map("blocked_operations").get(operation))
        .map(reason -> Refusal.of("OPERATION_BLOCKED", vm.ref(), reason));
  }

  private static Optional<XapiException> wrongPowerState(Entity vm, String operation) {
    var expected = powerStates(vm, operation);
    return expected.contains(vm.text("power_state")) ? Optional.empty() : Optional.of(Refusal.badPowerState(
        vm, expected.stream().map(state -> state.toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "))));
  }

  /** Return the power states that an operation can start from; source: the toolstack's own table. */
  private static List<String> powerStates(Entity vm, String operation) {
    return switch (operation) {
      case "changing_VCPUs", "changing_static_range", "changing_memory_limits" ->
          vm.flag("is_control_domain") ? List.of("Halted", "Running") : List.of("Halted");
      case "changing_shadow_memory", "changing_NVRAM", "make_into_template", "provision", "start", "start_on", "create_vtpm" -> List.of("Halted");
      case "unpause" -> List.of("Paused");
      case "resume", "resume_on" -> List.of("Suspended");
      case "awaiting_memory_live", "clean_reboot", "clean_shutdown", "changing_memory_live", "changing_shadow_memory_live",
          "changing_VCPUs_live", "pause", "pool_migrate", "send_sysrq", "send_trigger", "suspend" -> List.of("Running");
      case "changing_dynamic_range" -> List.of("Halted", "Running");
      case "clone", "copy", "create_template", "destroy", "export" -> List.of("Halted", "Suspended");
      case "hard_reboot" -> List.of("Paused", "Running");
      case "checkpoint", "get_boot_record", "hard_shutdown" -> List.of("Paused", "Suspended", "Running");
      case "migrate_send" -> vm.productHas(Feature.STORAGE_MIGRATION_OF_HALTED) ? List.of("Halted", "Suspended", "Running") : List.of("Running");
      default -> List.of("Halted", "Paused", "Suspended", "Running");
    };
  }

  private static Optional<XapiException> clash(Entity vm, String operation) {
    return switch (operation) {
      // These two pre-empt whatever runs, but not each other.
      case "hard_shutdown" -> Rules.clash(vm, running -> !running.equals("hard_shutdown"));
      case "hard_reboot" -> Rules.clash(vm, running -> !running.startsWith("hard_"));
      default -> Rules.clash(vm, running -> READERS.contains(operation) && READERS.contains(running));
    };
  }

  private static Optional<XapiException> template(Entity vm, String operation) {
    boolean custom = !vm.flag("is_default_template");
    boolean allowed = !vm.flag("is_a_template")
        || OF_TEMPLATES.contains(operation)
        || vm.flag("is_a_snapshot") && OF_SNAPSHOTS.contains(operation)
        || custom && operation.equals("destroy");
    if (!allowed) {
      return Optional.of(Refusal.of("VM_IS_TEMPLATE", vm.ref(), operation));
    }
    return operation.equals("provision") && !vm.flag("is_a_template")
        ? Optional.of(Refusal.of("PROVISION_ONLY_ALLOWED_ON_TEMPLATE"))
        : Optional.empty();
  }

  private static Optional<XapiException> snapshot(Entity vm, String operation) {
    if (vm.flag("is_a_snapshot")) {
      return OF_SNAPSHOTS.contains(operation) ? revertible(vm, operation) : Optional.of(Refusal.of("VM_IS_SNAPSHOT", vm.ref(), operation));
    }
    return Set.of("revert", "create_template").contains(operation)
        ? Optional.of(Refusal.notAllowed("VM is not a snapshot"))
        : Optional.empty();
  }

  private static Optional<XapiException> revertible(Entity snapshot, String operation) {
    boolean orphan = operation.equals("revert") && snapshot.target("snapshot_of").isEmpty();
    return orphan ? Optional.of(Refusal.of("VM_REVERT_FAILED", snapshot.ref(), Refs.NULL)) : Optional.empty();
  }

  private static Optional<XapiException> controlDomain(Entity vm, String operation) {
    return vm.flag("is_control_domain") && !OF_CONTROL_DOMAINS.contains(operation)
        ? Optional.of(Refusal.notAllowed("This operation is not allowed on dom0"))
        : Optional.empty();
  }

  /** A device of the host that a VM holds keeps it there, memory and all. */
  private static Optional<XapiException> adapters(Entity vm, String operation) {
    boolean bound = Set.of("suspend", "checkpoint", "pool_migrate", "migrate_send").contains(operation)
        && vm.text("power_state").equals("Running") && !vm.list("VGPUs").isEmpty();
    if (bound) {
      return Optional.of(Refusal.of("VM_HAS_PCI_ATTACHED", vm.ref()));
    }
    boolean held = Set.of("suspend", "snapshot", "checkpoint", "pool_migrate", "migrate_send").contains(operation) && !vm.list("VUSBs").isEmpty();
    return held ? Optional.of(Refusal.of("VM_HAS_VUSBS", vm.ref())) : Optional.empty();
  }

  /** A disk that starts afresh at each boot has nothing to keep. */
  private static Optional<XapiException> resetDisks(Entity vm, String operation) {
    boolean keeps = Set.of("checkpoint", "snapshot", "suspend").contains(operation);
    if (!keeps && !operation.equals("pool_migrate")) {
      return Optional.empty();
    }
    return vm.targets("VBDs").stream()
        .flatMap(vbd -> vbd.target("VDI").stream())
        .anyMatch(vdi -> vdi.text("on_boot").equals("reset") && (keeps || vdi.flag("allow_caching")))
        ? Optional.of(Refusal.of("VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION"))
        : Optional.empty();
  }

  private static Optional<XapiException> appliance(Entity vm, String operation) {
    return operation.equals("make_into_template")
        ? vm.target("appliance").map(appliance -> Refusal.of("VM_IS_PART_OF_AN_APPLIANCE", vm.ref(), appliance.ref()))
        : Optional.empty();
  }

  private static Optional<XapiException> guest(Entity vm, String operation) {
    if (!NEED_GUEST.contains(operation) || !vm.text("power_state").equals("Running") || GuestFeatures.present(vm)) {
      return Optional.empty();
    }
    return Optional.of(Refusal.of("VM_LACKS_FEATURE", vm.ref()));
  }
}
