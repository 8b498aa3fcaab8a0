package dev.assay.testkit.stress;

import dev.assay.testkit.Vm;
import dev.assay.xapi.model.PowerState;
import java.util.List;

/** When an operation makes sense on a guest: what the product allows, and what the operation itself presupposes. */
final class Conditions {

  private static final List<PowerState> HALTED_OR_RUNNING = List.of(PowerState.HALTED, PowerState.RUNNING);

  private Conditions() {}

  static boolean allowed(Word word, List<String> allowedOperations) {
    return word.allowedBy().isEmpty() || word.allowedBy().stream().anyMatch(allowedOperations::contains);
  }

  /** Tell whether the guest has what the operation presupposes, beside the product's leave. */
  static boolean possible(Word word, Guest guest) {
    var vm = guest.vm();
    return switch (word) {
      case ADD_DISK -> settled(vm) && vm.disks().size() < 4;
      case REMOVE_DISK -> settled(vm) && guest.addedDisk().isPresent();
      case ADD_CARD -> settled(vm) && vm.networkCards() < 4;
      case REMOVE_CARD -> settled(vm) && vm.networkCards() > 1;
      case CLONE, COPY, EXPORT -> vm.powerState() == PowerState.HALTED;
      case REVERT -> guest.lastKept().isPresent();
      case CHECKPOINT -> vm.powerState() == PowerState.RUNNING;
      case WRITE -> vm.powerState() == PowerState.RUNNING && vm.answers();
      case START, STOP, REBOOT, SUSPEND, RESUME, MIGRATE, MIGRATE_LIVE, RAISE_MEMORY, RESET_MEMORY, RAISE_VCPUS, RESET_VCPUS, PAUSE,
          UNPAUSE, POWER_OFF, SNAPSHOT, SCAN -> true;
    };
  }

  private static boolean settled(Vm vm) {
    return HALTED_OR_RUNNING.contains(vm.powerState());
  }
}
