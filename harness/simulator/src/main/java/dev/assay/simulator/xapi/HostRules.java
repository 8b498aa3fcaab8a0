package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which operations a host's state allows. */
final class HostRules implements Rules {

  private static final Set<String> ON_VMS = Set.of("provision", "vm_start", "vm_resume", "vm_migrate");

  @Override
  public List<String> operations() {
    return List.of("provision", "evacuate", "shutdown", "reboot", "vm_start", "vm_resume", "vm_migrate", "enable");
  }

  @Override
  public Optional<XapiException> refusal(Entity host, String operation) {
    return Rules.clash(host, running -> ON_VMS.contains(operation) && ON_VMS.contains(running)).or(() -> switch (operation) {
      case "shutdown", "reboot" -> host.flag("enabled") ? Optional.of(Refusal.of("HOST_NOT_DISABLED")) : Optional.empty();
      case "vm_start", "vm_resume", "vm_migrate", "provision" -> host.flag("enabled") ? Optional.empty() : Optional.of(Refusal.of("HOST_DISABLED", host.ref()));
      default -> Optional.empty();
    });
  }
}
