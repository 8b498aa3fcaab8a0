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
 * concurrent operations, template, snapshot, mobility, control domain, guest features, disks, devices, memberships, upgrade.
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

  private static final Set<String> OF_SNAPSHOTS = Set.of("clone", "copy", "export", "metadata_export", "destroy", "revert", "hard_shutdown");

  private static final Set<String> OF_CONTROL_DOMAINS = Set.of(
      "metadata_export", "changing_static_range", "changing_dynamic_range", "changing_memory_limits", "changing_memory_live", "awaiting_memory_live", "start", "start_on");

  private static final Set<String> NEED_GUEST = Set.of(
      "clean_shutdown", "clean_reboot", "suspend", "checkpoint", "pool_migrate", "migrate_send", "changing_VCPUs_live");

  /** What takes the VM elsewhere, memory and all. */
  private static final Set<String> MOVES = Set.of("suspend", "checkpoint", "pool_migrate", "migrate_send");

  /** Operations that bear one another, set by set. */
  private static final List<Set<String>> TOGETHER = List.of(Set.of("clone", "copy", "export"), Set.of("snapshot", "checkpoint"), Set.of("get_boot_record"));

  /** What may begin while the VM moves with its disks. */
  private static final Set<String> DURING_MOTION = Set.of("metadata_export", "clean_shutdown", "clean_reboot");

  /** What hosts of different releases all understand; source: the product's own list. */
  private static final Set<String> DURING_UPGRADE = Set.of(
      "clean_reboot", "clean_shutdown", "changing_VCPUs_live", "changing_memory_live", "changing_shadow_memory_live", "clone", "copy", "destroy", "export",
      "get_boot_record", "hard_reboot", "hard_shutdown", "make_into_template", "pause", "pool_migrate", "power_state_reset", "provision", "resume", "resume_on",
      "send_sysrq", "send_trigger", "start", "start_on", "suspend", "unpause");

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
        .or(() -> immobile(vm, operation))
        .or(() -> controlDomain(vm, operation))
        .or(() -> guest(vm, operation))
        .or(() -> resetDisks(vm, operation))
        .or(() -> adapters(vm, operation))
        .or(() -> memberships(vm, operation))
        .or(() -> upgrade(vm, operation));
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
      case "clone", "copy" -> vm.flag("is_a_snapshot") || vm.poolIsTold("allow_clone_suspended_vm") ? List.of("Halted", "Suspended") : List.of("Halted");
      case "destroy", "export" -> List.of("Halted", "Suspended");
      case "hard_reboot" -> List.of("Paused", "Running");
      case "checkpoint", "get_boot_record", "hard_shutdown", "shutdown" -> List.of("Paused", "Suspended", "Running");
      case "migrate_send" -> vm.productHas(Feature.STORAGE_MIGRATION_OF_HALTED) ? List.of("Halted", "Suspended", "Running") : List.of("Running");
      default -> List.of("Halted", "Paused", "Suspended", "Running");
    };
  }

  private static Optional<XapiException> clash(Entity vm, String operation) {
    return switch (operation) {
      // These two pre-empt whatever runs, but not each other.
      case "hard_shutdown" -> Rules.clash(vm, running -> !running.equals("hard_shutdown"));
      case "hard_reboot" -> Rules.clash(vm, running -> !running.startsWith("hard_"));
      default -> Rules.clash(vm, running -> goTogether(running, operation));
    };
  }

  private static boolean goTogether(String running, String operation) {
    return TOGETHER.stream().anyMatch(set -> set.contains(running) && set.contains(operation))
        || running.equals("migrate_send") && DURING_MOTION.contains(operation);
  }

  /** A snapshot is a template too, but has rules of its own. */
  private static Optional<XapiException> template(Entity vm, String operation) {
    boolean custom = !vm.flag("is_default_template");
    boolean allowed = !vm.flag("is_a_template") || vm.flag("is_a_snapshot")
        || OF_TEMPLATES.contains(operation)
        || custom && Set.of("destroy", "migrate_send").contains(operation);
    return allowed ? Optional.empty() : Optional.of(Refusal.of("VM_IS_TEMPLATE", vm.ref(), operation));
  }

  private static Optional<XapiException> snapshot(Entity vm, String operation) {
    if (vm.flag("is_a_snapshot")) {
      return OF_SNAPSHOTS.contains(operation) ? Optional.empty() : Optional.of(Refusal.of("VM_IS_SNAPSHOT", vm.ref(), operation));
    }
    if (operation.equals("provision") && !vm.flag("is_a_template")) {
      return Optional.of(Refusal.of("PROVISION_ONLY_ALLOWED_ON_TEMPLATE"));
    }
    return operation.equals("revert") ? Optional.of(Refusal.of("REVERT_ONLY_ALLOWED_ON_SNAPSHOT")) : Optional.empty();
  }

  /** What the domain was built with holds, else what the record says now. */
  private static Optional<XapiException> immobile(Entity vm, String operation) {
    if (!MOVES.contains(operation) && !operation.equals("changing_dynamic_range")) {
      return Optional.empty();
    }
    boolean nested = vm.target("metrics").filter(metrics -> metrics.flag("nested_virt")).isPresent();
    if (operation.equals("changing_dynamic_range")) {
      return nested ? Optional.of(Refusal.of("VM_IS_USING_NESTED_VIRT", vm.ref())) : Optional.empty();
    }
    boolean fixed = nested || vm.target("metrics").filter(metrics -> metrics.flag("nomigrate")).isPresent();
    return fixed ? Optional.of(Refusal.of("VM_IS_IMMOBILE", vm.ref())) : Optional.empty();
  }

  private static Optional<XapiException> controlDomain(Entity vm, String operation) {
    if (!vm.flag("is_control_domain") || OF_CONTROL_DOMAINS.contains(operation)) {
      return Optional.empty();
    }
    boolean ofTheHost = Set.of("changing_VCPUs", "destroy").contains(operation);
    return Optional.of(Refusal.notAllowed("This operation is not allowed on " + (ofTheHost ? "dom0" : "a control domain")));
  }

  /** A device of the host that a VM holds keeps it there, memory and all. */
  private static Optional<XapiException> adapters(Entity vm, String operation) {
    boolean bound = MOVES.contains(operation)
        && vm.text("power_state").equals("Running") && !vm.list("VGPUs").isEmpty();
    if (bound) {
      return Optional.of(Refusal.of("VM_HAS_PCI_ATTACHED", vm.ref()));
    }
    boolean held = (MOVES.contains(operation) || operation.equals("snapshot")) && !vm.list("VUSBs").isEmpty();
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

  /** What belongs to an appliance or to a schedule is no template. */
  private static Optional<XapiException> memberships(Entity vm, String operation) {
    if (!operation.equals("make_into_template")) {
      return Optional.empty();
    }
    return vm.target("appliance").map(appliance -> Refusal.of("VM_IS_PART_OF_AN_APPLIANCE", vm.ref(), appliance.ref()))
        .or(() -> vm.target("protection_policy").map(policy -> Refusal.of("VM_ASSIGNED_TO_PROTECTION_POLICY", vm.ref(), policy.ref())))
        .or(() -> vm.target("snapshot_schedule").map(schedule -> Refusal.of("VM_ASSIGNED_TO_SNAPSHOT_SCHEDULE", vm.ref(), schedule.ref())));
  }

  private static Optional<XapiException> upgrade(Entity vm, String operation) {
    return vm.poolIsUpgraded() && !DURING_UPGRADE.contains(operation) ? Optional.of(Refusal.of("NOT_SUPPORTED_DURING_UPGRADE")) : Optional.empty();
  }

  private static Optional<XapiException> guest(Entity vm, String operation) {
    if (!NEED_GUEST.contains(operation) || !vm.text("power_state").equals("Running") || GuestFeatures.present(vm)) {
      return Optional.empty();
    }
    return Optional.of(Refusal.of("VM_LACKS_FEATURE", vm.ref()));
  }
}
