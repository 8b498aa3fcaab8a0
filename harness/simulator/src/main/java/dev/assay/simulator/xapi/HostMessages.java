package dev.assay.simulator.xapi;

import java.util.List;

/** Hosts: in and out of service, asked for what they know. */
final class HostMessages {

  private HostMessages() {}

  static void register(Messages messages) {
    messages
        .quick("host.disable", HostMessages::disable)
        .quick("host.enable", HostMessages::enable)
        .quick("host.get_uncooperative_resident_VMs", _ -> List.of())
        .quick("host.get_servertime", call -> toolstack(call).now())
        .quick("host.get_server_localtime", call -> toolstack(call).now())
        .quick("host.compute_free_memory", call -> toolstack(call).doors().resources().freeMemory().count())
        .quick("host.compute_memory_overhead", call -> call.object(0, "host").whole("memory_overhead"))
        .quick("host.get_management_interface", HostMessages::managementInterface)
        .quick("host.list_methods", call -> call.database().schemas().methodNames(call.host().release()))
        .quick("host.get_data_sources", call -> toolstack(call).dataSources().describe())
        .quick("host.query_data_source", call -> toolstack(call).dataSources().value(call.text(1)))
        .quick("host.get_system_status_capabilities", _ -> "<system-status-capabilities/>")
        .quick("host.set_hostname_live", HostMessages::rename)
        .quick("host.sync_data", call -> {
          call.object(0, "host");
          return Handler.VOID;
        })
        .quick("host.backup_rrds", call -> {
          call.object(0, "host");
          return Handler.VOID;
        })
        .quick("host.call_plugin", Plugins::call)
        .quick("host.has_extension", _ -> false);
  }

  static HostToolstack toolstack(Call call) {
    var host = call.object(0, "host");
    Placement.offline(call.pool(), host).ifPresent(refusal -> {
      throw refusal;
    });
    return call.pool().hostOf(host);
  }

  /** Take no more VMs; while high availability counts on the host, it stays in service. */
  private static Object disable(Call call) {
    var host = toolstack(call).record();
    HighAvailability.mustDoWithout(call.pool(), host);
    host.set("enabled", false);
    return Handler.VOID;
  }

  private static Object enable(Call call) {
    var host = toolstack(call).record();
    Locks.check(host, "enable");
    UpdateSourceMessages.mustHaveDoneItsDuty(host);
    host.set("enabled", true);
    return Handler.VOID;
  }

  private static Object rename(Call call) {
    var host = toolstack(call).record();
    if (host.text("external_auth_type").equals("AD")) {
      throw Refusal.of("AUTH_ALREADY_ENABLED", host.text("external_auth_type"), host.text("external_auth_service_name"));
    }
    if (call.text(1).isEmpty()) {
      throw Refusal.of("HOST_NAME_INVALID", "hostname empty");
    }
    if (call.text(1).length() > 255) {
      throw Refusal.of("HOST_NAME_INVALID", "hostname is too long");
    }
    if (!call.text(1).matches("[A-Za-z0-9.]([A-Za-z0-9.-]*[A-Za-z0-9.])?")) {
      throw Refusal.of("HOST_NAME_INVALID", "hostname contains invalid characters");
    }
    host.set("hostname", call.text(1));
    return Handler.VOID;
  }

  private static Object managementInterface(Call call) {
    return call.object(0, "host").targets("PIFs").stream()
        .filter(pif -> pif.flag("management"))
        .findFirst()
        .orElseThrow(() -> Refusal.of("HOST_HAS_NO_MANAGEMENT_IP"))
        .ref();
  }
}
