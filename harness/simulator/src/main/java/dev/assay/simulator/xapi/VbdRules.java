package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Optional;

/** Which operations a VBD's state allows. */
final class VbdRules implements Rules {

  private static final List<String> OPERATIONS = List.of("attach", "eject", "insert", "plug", "unplug", "unplug_force", "pause", "unpause");

  @Override
  public List<String> operations() {
    return OPERATIONS;
  }

  @Override
  public Optional<XapiException> refusal(Entity vbd, String operation) {
    return Rules.clash(vbd, _ -> false).or(() -> switch (operation) {
      case "eject" -> removable(vbd).or(() -> vbd.flag("empty") ? refuse("VBD_IS_EMPTY", vbd) : Optional.empty());
      case "insert" -> removable(vbd).or(() -> vbd.flag("empty") ? Optional.empty() : refuse("VBD_NOT_EMPTY", vbd));
      case "plug" -> running(vbd).or(() -> pluggable(vbd));
      case "unplug", "unplug_force" -> running(vbd).or(() -> unpluggable(vbd));
      case "pause" -> vbd.flag("currently_attached") ? Optional.empty() : refuse("DEVICE_NOT_ATTACHED", vbd);
      // The product lists these always; whether a disk can be attached is another question.
      default -> Optional.empty();
    });
  }

  private static Optional<XapiException> removable(Entity vbd) {
    return vbd.text("type").equals("CD") ? Optional.empty() : refuse("VBD_NOT_REMOVABLE_MEDIA", vbd);
  }

  private static Optional<XapiException> running(Entity vbd) {
    return vbd.target("VM")
        .filter(vm -> !vm.text("power_state").equals("Running"))
        .map(vm -> Refusal.badPowerState(vm, "running"));
  }

  private static Optional<XapiException> pluggable(Entity vbd) {
    if (vbd.flag("currently_attached")) {
      return refuse("DEVICE_ALREADY_ATTACHED", vbd);
    }
    if (vbd.flag("empty")) {
      return refuse("VBD_IS_EMPTY", vbd);
    }
    return inUse(vbd);
  }

  /** A disk that somebody writes may be attached by nobody else, unless it was made to be shared. */
  static Optional<XapiException> inUse(Entity vbd) {
    return vbd.target("VDI").filter(vdi -> !vdi.flag("sharable")).flatMap(vdi -> vdi.targets("VBDs").stream()
        .filter(other -> other != vbd && (other.flag("currently_attached") || other.reserved))
        .filter(other -> other.text("mode").equals("RW") || vbd.text("mode").equals("RW"))
        .findFirst()
        .map(_ -> Refusal.of("VDI_IN_USE", vdi.ref(), "attach")));
  }

  private static Optional<XapiException> unpluggable(Entity vbd) {
    if (!vbd.flag("currently_attached")) {
      return refuse("DEVICE_ALREADY_DETACHED", vbd);
    }
    return vbd.flag("unpluggable") ? Optional.empty() : refuse("DEVICE_DETACH_REJECTED", vbd);
  }

  private static Optional<XapiException> refuse(String code, Entity vbd) {
    return Optional.of(Refusal.of(code, vbd.ref()));
  }
}
