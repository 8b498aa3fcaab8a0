package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Optional;

/** Which operations the states of an appliance's VMs allow: those that some VM of it can take part in. */
final class ApplianceRules implements Rules {

  @Override
  public List<String> operations() {
    return List.of("start", "clean_shutdown", "hard_shutdown", "shutdown");
  }

  @Override
  public Optional<XapiException> refusal(Entity appliance, String operation) {
    return Rules.clash(appliance, _ -> false).or(() -> {
      var states = appliance.targets("VMs").stream().map(vm -> vm.text("power_state")).toList();
      return states.isEmpty() ? Optional.of(Refusal.notAllowed("Appliance has no VMs.")) : switch (operation) {
        case "start" -> states.contains("Halted") ? Optional.empty() : Optional.of(Refusal.notAllowed("There are no halted VMs in this appliance."));
        case "clean_shutdown" -> states.contains("Running") ? Optional.empty() : Optional.of(Refusal.notAllowed("There are no running VMs in this appliance."));
        default -> states.stream().anyMatch(state -> !state.equals("Halted")) ? Optional.empty() : Optional.of(Refusal.notAllowed("All VMs in this appliance are halted."));
      };
    });
  }
}
