package dev.assay.simulator.xapi;

import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;

/** The toolstack itself and the system under it: its doors, its clock, its drivers. */
final class AgentMessages {

  private AgentMessages() {}

  static void register(Messages messages) {
    messages
        .quick("host.enable_ssh", call -> shell(List.of(HostMessages.toolstack(call).record()), true))
        .quick("host.disable_ssh", call -> shell(List.of(HostMessages.toolstack(call).record()), false))
        .quick("pool.enable_ssh", call -> everywhere(call, true))
        .quick("pool.disable_ssh", call -> everywhere(call, false))
        .quick("host.list_timezones", call -> {
          call.object(0, "host");
          return List.copyOf(new TreeSet<>(ZoneId.getAvailableZoneIds()));
        })
        .quick("host.get_ntp_synchronized", call -> {
          HostMessages.toolstack(call);
          return true;
        })
        .quick("host.get_ntp_servers_status", call -> {
          HostMessages.toolstack(call);
          return Values.map();
        })
        .quick("host.get_tracked_user_agents", call -> {
          HostMessages.toolstack(call);
          return Values.map();
        })
        .quick("host.send_debug_keys", AgentMessages::debugKeys)
        .quick("host.rescan_drivers", AgentMessages::present)
        .quick("Host_driver.rescan", AgentMessages::present)
        .quick("Host_driver.select", call -> {
          call.object(0, "Host_driver").set("selected_variant", call.object(1, "Driver_variant").ref());
          return Handler.VOID;
        })
        .quick("Host_driver.deselect", call -> {
          call.object(0, "Host_driver").set("selected_variant", Refs.NULL);
          return Handler.VOID;
        })
        .quick("Driver_variant.select", call -> {
          var variant = call.object(0, "Driver_variant");
          variant.target("driver").ifPresent(driver -> driver.set("selected_variant", variant.ref()));
          return Handler.VOID;
        })
        .quick("SR.get_data_sources", call -> {
          call.object(0, "SR");
          return List.of();
        })
        .quick("SR.query_data_source", AgentMessages::noSource)
        .quick("SR.record_data_source", AgentMessages::noSource)
        .quick("SR.forget_data_source_archives", AgentMessages::noSource)
        .quick("VDI.get_nbd_info", AgentMessages::diskServers)
        .quick("message.destroy_all", AgentMessages::destroyNotes);
  }

  private static Object shell(List<Entity> hosts, boolean enabled) {
    hosts.forEach(host -> host.set("ssh_enabled", enabled));
    return Handler.VOID;
  }

  private static Object everywhere(Call call, boolean enabled) {
    call.object(0, "pool");
    return shell(call.database().all("host"), enabled);
  }

  /** The lab's repositories have no metrics of their own. */
  private static Object noSource(Call call) {
    call.object(0, "SR");
    throw Refusal.internal("Rrd.Invalid_data_source(\"" + call.text(1) + "\")");
  }

  private static Object present(Call call) {
    HostMessages.toolstack(call);
    return Handler.VOID;
  }

  /** The hypervisor says on its console which keys it was sent. */
  private static Object debugKeys(Call call) {
    HostMessages.toolstack(call).doors().console("(XEN) '" + call.text(1) + "' pressed");
    return Handler.VOID;
  }

  /** A disk is offered over networks that are meant for it, and nobody has one of those until its purpose says so. */
  private static Object diskServers(Call call) {
    var vdi = call.object(0, "VDI");
    if (vdi.text("type").equals("cbt_metadata")) {
      throw Refusal.of("VDI_INCOMPATIBLE_TYPE", vdi.ref(), "cbt_metadata");
    }
    return List.of();
  }

  private static Object destroyNotes(Call call) {
    var filters = call.map(0);
    call.database()
        .where("message", note -> filters.entrySet().stream().allMatch(filter -> note.has(filter.getKey()) && note.get(filter.getKey()).toString().equals(filter.getValue())))
        .toList()
        .forEach(call.database()::delete);
    return Handler.VOID;
  }
}
