package dev.assay.simulator.xapi;

/** Which keys the firmware of VMs trusts, as far as their variables say. */
final class SecureBootMessages {

  private static final String VARIABLES = "EFI-variables";

  private SecureBootMessages() {}

  static void register(Messages messages) {
    messages
        .quick("VM.get_secureboot_readiness", call -> readiness(call.object(0, "VM")))
        .quick("VM.set_uefi_mode", SecureBootMessages::setMode)
        .quick("VM.update_secureboot_certificates_on_boot", call -> {
          var vm = call.object(0, "VM");
          mustBeHalted(vm);
          vm.set("secureboot_certificates_state", call.flag(1) ? "update_on_boot" : "ok");
          return Handler.VOID;
        })
        .quick("pool.get_guest_secureboot_readiness", call -> {
          // The product ships the keys of all four kinds, which a pool may replace by its own.
          call.object(0, "pool");
          return "ready";
        });
  }

  private static boolean hasFirmwareWithKeys(Entity vm) {
    return Values.text(vm.map("HVM_boot_params"), "firmware").equals("uefi");
  }

  private static String readiness(Entity vm) {
    if (!hasFirmwareWithKeys(vm)) {
      return "not_supported";
    }
    if (!Values.text(vm.map("platform"), "secureboot").equals("true")) {
      return "disabled";
    }
    return switch (Values.text(vm.map("NVRAM"), VARIABLES)) {
      case "" -> "first_boot";
      case "setup" -> "setup_mode";
      default -> "ready";
    };
  }

  /** In setup mode the firmware trusts no keys, in user mode those of the pool. */
  private static Object setMode(Call call) {
    var vm = call.object(0, "VM");
    mustBeHalted(vm);
    if (!hasFirmwareWithKeys(vm)) {
      throw Refusal.internal("varstore-sb-state: " + vm.uuid() + " is no UEFI VM");
    }
    vm.putInto("NVRAM", VARIABLES, call.text(1));
    return "";
  }

  private static void mustBeHalted(Entity vm) {
    if (!vm.text("power_state").equals("Halted")) {
      throw Refusal.badPowerState(vm, "halted");
    }
  }
}
