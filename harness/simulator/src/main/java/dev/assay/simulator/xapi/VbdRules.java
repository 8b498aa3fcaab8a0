package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which operations a VBD's state allows. */
final class VbdRules implements Rules {

  private static final Set<String> LEAVING = Set.of("clean_shutdown", "hard_shutdown", "suspend", "pause");
  private static final List<String> OPERATIONS = List.of("attach", "eject", "insert", "plug", "unplug", "unplug_force", "pause", "unpause");

  @Override
  public List<String> operations() {
    return OPERATIONS;
  }

  @Override
  public Optional<XapiException> refusal(Entity vbd, String operation) {
    return clash(vbd, operation).or(() -> switch (operation) {
      case "eject" -> removable(vbd)
          .or(() -> vbd.flag("empty") ? refuse("VBD_IS_EMPTY", vbd) : Optional.empty())
          .or(() -> notSuspended(vbd));
      case "insert" -> removable(vbd)
          .or(() -> vbd.flag("empty") ? Optional.empty() : refuse("VBD_NOT_EMPTY", vbd))
          .or(() -> notSuspended(vbd));
      case "plug" -> running(vbd).or(() -> attached(vbd)).or(() -> leaving(vbd)).or(() -> hotpluggable(vbd)).or(() -> unmanaged(vbd)).or(() -> pluggable(vbd));
      case "unplug" -> unpluggable(vbd).or(() -> leaving(vbd)).or(() -> hotpluggable(vbd));
      case "unplug_force" -> unpluggable(vbd).or(() -> hotpluggable(vbd));
      case "pause", "unpause" -> vbd.target("VM").filter(vm -> vm.text("power_state").equals("Paused")).isPresent()
          ? Optional.empty()
          : running(vbd);
      // The product lists it while the disk is at rest; whether others use it is another question.
      case "attach" -> unmanaged(vbd).or(() -> busyDisk(vbd));
      default -> Optional.empty();
    }).or(() -> unmanaged(vbd));
  }

  /** Return why the disk cannot be attached now, others that use it looked at. */
  static Optional<XapiException> unattachable(Entity vbd) {
    return Locks.refusal(vbd, "attach").or(() -> vbd.flag("currently_attached") || vbd.flag("empty") ? Optional.empty() : inUse(vbd).or(() -> readOnly(vbd)));
  }

  /** Pausing and going on bear each other; nothing else bears anything. */
  private static Optional<XapiException> clash(Entity vbd, String operation) {
    return Rules.clash(vbd, running -> isPause(operation) && isPause(running));
  }

  private static boolean isPause(String operation) {
    return operation.equals("pause") || operation.equals("unpause");
  }

  /** A VM that is about to stop takes and gives no devices. */
  static Optional<XapiException> leaving(Entity device) {
    return device.target("VM").flatMap(vm -> vm.map("current_operations").values().stream()
        .filter(LEAVING::contains)
        .findFirst()
        .map(operation -> Refusal.notAllowed("Current operation on VM:" + vm.ref() + " is " + operation)));
  }

  private static Optional<XapiException> hotpluggable(Entity vbd) {
    boolean emulated = vbd.text("type").equals("CD") && vbd.target("VM").filter(GuestKind::hvm).isPresent();
    return withoutDrivers(vbd).or(() -> emulated
        ? Optional.of(Refusal.notAllowed("HVM CDROMs cannot be hotplugged/unplugged, only inserted or ejected"))
        : Optional.empty());
  }

  /** What a guest has no drivers for, it neither gets nor gives while it runs. */
  static Optional<XapiException> withoutDrivers(Entity device) {
    return device.target("VM").filter(vm -> !GuestFeatures.present(vm)).map(vm -> Refusal.of("VM_MISSING_PV_DRIVERS", vm.ref()));
  }

  private static Optional<XapiException> notSuspended(Entity vbd) {
    return vbd.target("VM").filter(VbdRules::isSuspended).map(vm -> Refusal.badPowerState(vm, "halted, running"));
  }

  private static Optional<XapiException> unmanaged(Entity vbd) {
    return vbd.target("VDI").filter(vdi -> !vdi.flag("managed")).flatMap(_ -> refuse("VDI_NOT_MANAGED", vbd));
  }

  private static Optional<XapiException> removable(Entity vbd) {
    return vbd.text("type").equals("CD") ? Optional.empty() : refuse("VBD_NOT_REMOVABLE_MEDIA", vbd);
  }

  private static Optional<XapiException> running(Entity vbd) {
    return vbd.target("VM")
        .filter(vm -> !vm.text("power_state").equals("Running"))
        .map(vm -> Refusal.badPowerState(vm, "running"));
  }

  private static boolean isSuspended(Entity vm) {
    return vm.text("power_state").equals("Suspended");
  }

  private static Optional<XapiException> attached(Entity vbd) {
    return vbd.flag("currently_attached") || vbd.reserved ? refuse("DEVICE_ALREADY_ATTACHED", vbd) : Optional.empty();
  }

  private static Optional<XapiException> pluggable(Entity vbd) {
    if (vbd.flag("empty")) {
      return refuse("VBD_IS_EMPTY", vbd);
    }
    return busyDisk(vbd).or(() -> inUse(vbd)).or(() -> readOnly(vbd));
  }

  /** Copying and mirroring leave a disk to others, whatever else is done to it does not. */
  private static Optional<XapiException> busyDisk(Entity vbd) {
    return vbd.target("VDI").flatMap(vdi -> Rules.clash(vdi, running -> running.equals("mirror") || running.equals("copy")));
  }

  private static Optional<XapiException> readOnly(Entity vbd) {
    return vbd.target("VDI").filter(vdi -> vdi.flag("read_only") && vbd.text("mode").equals("RW")).map(vdi -> Refusal.of("VDI_READONLY", vdi.ref()));
  }

  /** A disk that somebody writes may be attached by nobody else, unless it was made to be shared; who is suspended keeps it. */
  static Optional<XapiException> inUse(Entity vbd) {
    return vbd.target("VDI").filter(vdi -> !vdi.flag("sharable")).flatMap(vdi -> vdi.targets("VBDs").stream()
        .filter(other -> other != vbd && (other.flag("currently_attached") || other.reserved))
        .filter(other -> other.text("mode").equals("RW") || vbd.text("mode").equals("RW"))
        .findFirst()
        .map(_ -> Refusal.of("VDI_IN_USE", vdi.ref())));
  }

  private static Optional<XapiException> unpluggable(Entity vbd) {
    if (!vbd.flag("unpluggable")) {
      return refuse("VBD_NOT_UNPLUGGABLE", vbd);
    }
    return running(vbd).or(() -> vbd.flag("currently_attached") ? Optional.empty() : refuse("DEVICE_ALREADY_DETACHED", vbd));
  }

  private static Optional<XapiException> refuse(String code, Entity vbd) {
    return Optional.of(Refusal.of(code, vbd.ref()));
  }
}
