package dev.assay.simulator.xapi;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is switched on a host, and read from it, without its VMs taking part. */
final class HostServiceMessages {

  private static final Set<String> EDITIONS = Set.of("free", "xcp-ng", "per-socket", "standard-per-socket", "enterprise-per-socket", "trial");

  private HostServiceMessages() {}

  static void register(Messages messages) {
    messages
        .quick("host.dmesg", call -> call.pool().hostOf(call.object(0, "host")).kernelMessages())
        .quick("host.set_power_on_mode", call -> {
          call.object(0, "host").set("power_on_mode", call.text(1)).set("power_on_config", call.map(2));
          return Handler.VOID;
        })
        .quick("host.set_cpu_features", Processors::mask)
        .quick("host.reset_cpu_features", Processors::unmask)
        .quick("host.enable_local_storage_caching", call -> enableCaching(call.object(0, "host"), call.object(1, "SR")))
        .quick("host.disable_local_storage_caching", call -> {
          disableCaching(call.object(0, "host"));
          return Handler.VOID;
        })
        .quick("host.apply_edition", call -> applyEdition(call.object(0, "host"), call.text(1)))
        .quick("pool.apply_edition", call -> {
          call.object(0, "pool");
          call.database().all("host").forEach(host -> applyEdition(host, call.text(1)));
          return Handler.VOID;
        })
        .quick("host.set_sched_gran", call -> {
          call.object(0, "host").putInto("other_config", "sched-gran", call.text(1).toLowerCase(Locale.ROOT));
          return Handler.VOID;
        })
        .quick("host.get_sched_gran", call -> Values.text(call.object(0, "host").map("other_config"), "sched-gran").isEmpty()
            ? "core"
            : Values.text(call.object(0, "host").map("other_config"), "sched-gran"))
        .quick("host.syslog_reconfigure", call -> {
          call.object(0, "host");
          return Handler.VOID;
        })
        .quick("host.set_ssh_enabled_timeout", call -> set(call, "ssh_enabled_timeout"))
        .quick("host.set_console_idle_timeout", call -> set(call, "console_idle_timeout"))
        .quick("host.set_ssh_auto_mode", call -> set(call, "ssh_auto_mode"))
        .quick("host.set_https_only", call -> set(call, "https_only"))
        .quick("host.set_timezone", call -> set(call, "timezone"))
        .quick("host.set_ntp_mode", call -> set(call, "ntp_mode"))
        .quick("host.set_ntp_custom_servers", call -> set(call, "ntp_custom_servers"))
        .quick("host.refresh_pack_info", call -> {
          call.object(0, "host");
          return Handler.VOID;
        });
    for (var field : List.of("ssh_auto_mode", "console_idle_timeout", "ssh_enabled_timeout", "https_only")) {
      messages.quick("pool.set_" + field, call -> {
        call.object(0, "pool");
        call.database().all("host").forEach(host -> host.set(field, call.arguments().get(1)));
        return Handler.VOID;
      });
    }
    for (var field : List.of(
        "ext_auth_cache_expiry", "ext_auth_cache_size", "ext_auth_cache_enabled", "ext_auth_max_threads", "local_auth_max_threads",
        "telemetry_next_collection", "custom_uefi_certificates", "uefi_certificates")) {
      messages.quick("pool.set_" + field, call -> {
        call.object(0, "pool").set(field, call.arguments().get(1));
        return Handler.VOID;
      });
    }
  }

  private static Object set(Call call, String field) {
    call.object(0, "host").set(field, call.arguments().get(1));
    return Handler.VOID;
  }

  static void disableCaching(Entity host) {
    host.target("local_cache_sr").ifPresent(sr -> sr.set("local_cache_enabled", false));
    host.set("local_cache_sr", Refs.NULL);
  }

  static Object enableCaching(Entity host, Entity sr) {
    HostPowerMessages.mustRest(host);
    if (sr.flag("shared") || sr.list("PBDs").size() != 1 || !sr.text("type").equals("ext")) {
      throw Refusal.of("SR_OPERATION_NOT_SUPPORTED", sr.ref());
    }
    if (sr.targets("PBDs").stream().noneMatch(pbd -> pbd.text("host").equals(host.ref()))) {
      throw Refusal.of("HOST_CANNOT_SEE_SR", host.ref(), sr.ref());
    }
    host.set("local_cache_sr", sr.ref());
    sr.set("local_cache_enabled", true);
    return Handler.VOID;
  }

  private static Object applyEdition(Entity host, String edition) {
    if (!EDITIONS.contains(edition)) {
      throw Refusal.of("INVALID_EDITION", edition);
    }
    host.set("edition", edition);
    return Handler.VOID;
  }
}
