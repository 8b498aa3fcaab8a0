package dev.assay.simulator.xapi;

import java.util.HashMap;
import java.util.Map;

/** Which of a host's devices dom0 has for itself: what is decided of them holds from the host's next boot. */
final class Dom0Access {

  private static final String ENABLED = "enabled";
  private static final String DISABLED = "disabled";
  private static final String ENABLED_NEXT = "enable_on_reboot";
  private static final String DISABLED_NEXT = "disable_on_reboot";

  private final Map<String, String> devices = new HashMap<>();

  static void register(Messages messages) {
    messages
        .quick("PCI.get_dom0_access_status", call -> of(call, call.object(0, "PCI")).get(call.object(0, "PCI")))
        .quick("PCI.enable_dom0_access", call -> of(call, call.object(0, "PCI")).ask(call.object(0, "PCI"), true))
        .quick("PCI.disable_dom0_access", call -> of(call, call.object(0, "PCI")).ask(call.object(0, "PCI"), false))
        .quick("PGPU.enable_dom0_access", call -> askOfAdapter(call, true))
        .quick("PGPU.disable_dom0_access", call -> askOfAdapter(call, false))
        .quick("host.enable_display", call -> askOfDisplay(call, true))
        .quick("host.disable_display", call -> askOfDisplay(call, false));
  }

  private static Dom0Access of(Call call, Entity device) {
    return call.pool().hostOf(call.database().get("host", device.text("host"))).devices();
  }

  private static Object askOfAdapter(Call call, boolean wanted) {
    var adapter = call.object(0, "PGPU");
    return of(call, adapter).ask(call.database().get("PCI", adapter.text("PCI")), wanted);
  }

  private static Object askOfDisplay(Call call, boolean wanted) {
    var host = call.object(0, "host");
    return host.set("display", asked(host.text("display"), wanted)).get("display");
  }

  private String get(Entity device) {
    return devices.getOrDefault(device.text("pci_id"), ENABLED);
  }

  private String ask(Entity device, boolean wanted) {
    devices.put(device.text("pci_id"), asked(get(device), wanted));
    device.target("host").ifPresent(this::note);
    return get(device);
  }

  /** What is as wanted now needs no boot, whatever was decided meanwhile. */
  private static String asked(String now, boolean wanted) {
    boolean has = now.equals(ENABLED) || now.equals(DISABLED_NEXT);
    return has ? wanted ? ENABLED : DISABLED_NEXT : wanted ? ENABLED_NEXT : DISABLED;
  }

  private static String settled(String state) {
    return switch (state) {
      case ENABLED_NEXT -> ENABLED;
      case DISABLED_NEXT -> DISABLED;
      default -> state;
    };
  }

  /** Do what was decided: the host starts. */
  void booted(Entity host) {
    devices.replaceAll((_, state) -> settled(state));
    host.set("display", settled(host.text("display")));
    note(host);
  }

  private void note(Entity host) {
    host.targets("PGPUs").forEach(adapter -> adapter.target("PCI").ifPresent(device -> adapter.set("dom0_access", get(device))));
  }
}
