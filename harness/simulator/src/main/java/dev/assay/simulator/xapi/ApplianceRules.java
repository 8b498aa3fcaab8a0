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
      boolean some = operation.equals("start")
          ? states.stream().anyMatch(state -> !state.equals("Running"))
          : states.stream().anyMatch(state -> !state.equals("Halted"));
      return some ? Optional.empty() : Optional.of(Refusal.notAllowed("No VM of the appliance is in a state for " + operation));
    });
  }
}
