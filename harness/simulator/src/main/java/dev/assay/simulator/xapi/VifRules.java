package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Optional;

/** Which operations a VIF's state allows. */
final class VifRules implements Rules {

  @Override
  public List<String> operations() {
    return List.of("attach", "plug", "unplug");
  }

  @Override
  public Optional<XapiException> refusal(Entity vif, String operation) {
    return Rules.clash(vif, _ -> false).or(() -> ofControlDomain(vif, operation)).or(() -> virtualFunction(vif, operation)).or(() -> switch (operation) {
      case "plug" -> running(vif).or(() -> detached(vif)).or(() -> VbdRules.leaving(vif)).or(() -> VbdRules.withoutDrivers(vif));
      case "unplug" -> running(vif).or(() -> attached(vif)).or(() -> VbdRules.leaving(vif)).or(() -> VbdRules.withoutDrivers(vif));
      default -> Optional.empty();
    });
  }

  private static Optional<XapiException> ofControlDomain(Entity vif, String operation) {
    boolean refused = operation.equals("plug") && vif.target("VM").filter(vm -> vm.flag("is_control_domain")).isPresent();
    return refused ? Optional.of(Refusal.notAllowed("Control domain does not support hotplug")) : Optional.empty();
  }

  /** What is a part of an adapter is passed through when the VM is built. */
  private static Optional<XapiException> virtualFunction(Entity vif, String operation) {
    boolean ofAdapter = vif.target("network").filter(network -> network.anyTarget("PIFs", pif -> !pif.list("sriov_logical_PIF_of").isEmpty())).isPresent();
    return ofAdapter && !operation.equals("attach") ? Optional.of(Refusal.notAllowed("Network SR-IOV VIF plug/unplug not allowed")) : Optional.empty();
  }

  private static Optional<XapiException> running(Entity vif) {
    return vif.target("VM")
        .filter(vm -> !vm.text("power_state").equals("Running"))
        .map(vm -> Refusal.badPowerState(vm, "running"));
  }

  private static boolean isPlugged(Entity vif) {
    return vif.flag("currently_attached") || vif.reserved;
  }

  private static Optional<XapiException> detached(Entity vif) {
    return isPlugged(vif) ? Optional.of(Refusal.of("DEVICE_ALREADY_ATTACHED", vif.ref())) : Optional.empty();
  }

  private static Optional<XapiException> attached(Entity vif) {
    return isPlugged(vif) ? Optional.empty() : Optional.of(Refusal.of("DEVICE_ALREADY_DETACHED", vif.ref()));
  }
}
