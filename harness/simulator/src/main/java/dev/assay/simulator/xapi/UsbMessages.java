package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Optional;

/** USB devices of hosts, and the VMs that hold them: one device for a VM at a time, attached when the VM starts. */
final class UsbMessages {

  private static final int MOST_PER_VM = 6;

  private UsbMessages() {}

  static void register(Messages messages) {
    messages
        .quick("PUSB.scan", call -> {
          var toolstack = HostMessages.toolstack(call);
          UsbRecords.create(toolstack, call.database(), toolstack.record());
          return Handler.VOID;
        })
        .quick("PUSB.set_passthrough_enabled", UsbMessages::setPassthrough)
        .quick("USB_group.destroy", UsbMessages::destroyGroup)
        .quick("VUSB.create", UsbMessages::create)
        .quick("VUSB.unplug", UsbMessages::unplug)
        .quick("VUSB.destroy", UsbMessages::destroy);
  }

  /** A device that a running VM holds stays with it; what is only promised to a VM is taken back. */
  private static Object setPassthrough(Call call) {
    var device = call.object(0, "PUSB");
    if (!call.flag(1)) {
      var promised = device.target("USB_group").map(group -> group.targets("VUSBs")).orElse(List.of());
      promised.stream().filter(usb -> usb.flag("currently_attached")).findFirst().ifPresent(usb -> {
        throw Refusal.of("USB_ALREADY_ATTACHED", device.ref(), usb.text("VM"));
      });
      promised.forEach(call.database()::delete);
    }
    device.set("passthrough_enabled", call.flag(1));
    return Handler.VOID;
  }

  private static Object destroyGroup(Call call) {
    var group = call.object(0, "USB_group");
    if (!group.list("VUSBs").isEmpty()) {
      throw Refusal.of("USB_GROUP_CONTAINS_VUSB", group.list("VUSBs").toArray());
    }
    if (!group.list("PUSBs").isEmpty()) {
      throw Refusal.of("USB_GROUP_CONTAINS_PUSB", group.list("PUSBs").toArray());
    }
    call.database().delete(group);
    return Handler.VOID;
  }

  private static Object create(Call call) {
    var vm = call.object(0, "VM");
    var group = call.object(1, "USB_group");
    if (vm.list("VUSBs").size() >= MOST_PER_VM) {
      throw Refusal.of("TOO_MANY_VUSBS", MOST_PER_VM);
    }
    if (!group.list("VUSBs").isEmpty()) {
      throw Refusal.of("USB_GROUP_CONFLICT", group.ref());
    }
    if (vm.text("ha_restart_priority").equals("restart")) {
      throw Refusal.notAllowed("VM " + vm.ref() + " ha_restart_priority has been set to 'restart', cannot create VUSB for it. ");
    }
    return call.database().create("VUSB").set("VM", vm.ref()).set("USB_group", group.ref()).set("other_config", call.mapOrEmpty(2)).ref();
  }

  private static Object unplug(Call call) {
    var usb = call.object(0, "VUSB");
    var vm = usb.target("VM").orElseThrow(() -> Refusal.handleInvalid("VM", usb.text("VM")));
    if (!vm.text("power_state").equals("Running")) {
      throw Refusal.badPowerState(vm, "running");
    }
    if (!usb.flag("currently_attached")) {
      throw Refusal.of("DEVICE_ALREADY_DETACHED", usb.ref());
    }
    usb.set("currently_attached", false).set("allowed_operations", List.of());
    return Handler.VOID;
  }

  private static Object destroy(Call call) {
    var usb = call.object(0, "VUSB");
    if (usb.flag("currently_attached")) {
      throw Refusal.notAllowed("VUSB '" + usb.uuid() + "' still attached to '" + usb.target("VM").map(Entity::uuid).orElse("") + "'");
    }
    call.database().delete(usb);
    return Handler.VOID;
  }

  /** Return that a device of the VM's is plugged into another host, or nothing. */
  static Optional<XapiException> absent(Entity vm, Entity host) {
    return vm.targets("VUSBs").stream()
        .flatMap(usb -> usb.target("USB_group").stream())
        .filter(group -> group.targets("PUSBs").stream().noneMatch(device -> device.text("host").equals(host.ref()) && device.flag("passthrough_enabled")))
        .findFirst()
        .map(group -> Refusal.of("VM_REQUIRES_VUSB", vm.ref(), group.ref()));
  }

  /** Give a VM that starts its devices. */
  static void attach(Entity vm) {
    vm.targets("VUSBs").forEach(usb -> usb.set("currently_attached", true).set("allowed_operations", List.of("unplug")));
  }

  static void detach(Entity vm) {
    vm.targets("VUSBs").forEach(usb -> usb.set("currently_attached", false).set("allowed_operations", List.of()));
  }
}
