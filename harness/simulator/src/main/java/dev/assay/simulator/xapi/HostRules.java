package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which operations a host's state allows. What brings VMs there and what takes them away exclude one another; whether the
 * host is enabled is asked when a VM is placed, not here.
 */
final class HostRules implements Rules {

  private static final Set<String> BRINGING = Set.of("provision", "vm_resume", "vm_migrate");
  private static final Set<String> TAKING = Set.of("evacuate", "reboot", "shutdown");
  private static final Set<String> GOING_DOWN = Set.of("reboot", "shutdown", "apply_updates");

  @Override
  public List<String> operations() {
    return List.of("provision", "evacuate", "shutdown", "reboot", "vm_start", "vm_resume", "vm_migrate", "power_on", "apply_updates", "enable");
  }

  @Override
  public Optional<XapiException> refusal(Entity host, String operation) {
    return Rules.clash(host, running -> goTogether(running, operation)).or(() -> switch (operation) {
      case "shutdown", "reboot", "apply_updates" -> host.flag("enabled") ? Optional.of(Refusal.of("HOST_NOT_DISABLED")) : Optional.empty();
      case "power_on" -> cannotBeWoken(host);
      default -> Optional.empty();
    });
  }

  private static boolean goTogether(String running, String operation) {
    boolean opposed = BRINGING.contains(operation) && TAKING.contains(running) || TAKING.contains(operation) && BRINGING.contains(running);
    boolean both = GOING_DOWN.contains(operation) && GOING_DOWN.contains(running) && !operation.equals(running);
    boolean again = operation.equals("provision") && running.equals("provision");
    boolean updating = operation.equals("enable") && running.equals("apply_updates");
    return !opposed && !both && !again && !updating;
  }

  private static Optional<XapiException> cannotBeWoken(Entity host) {
    if (host.target("metrics").filter(metrics -> metrics.flag("live")).isPresent()) {
      return Optional.of(Refusal.of("HOST_IS_LIVE", host.ref()));
    }
    return host.text("power_on_mode").isEmpty() ? Optional.of(Refusal.of("HOST_POWER_ON_MODE_DISABLED")) : Optional.empty();
  }
}
