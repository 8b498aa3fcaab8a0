package dev.assay.simulator.xapi;

import java.util.List;

/** Workload balancing: no lab has the appliance for it, so joining one is refused and nothing is advised. */
final class BalancingMessages {

  private static final List<String> NEED_SERVER = List.of(
      "pool.send_wlb_configuration", "pool.retrieve_wlb_configuration", "pool.retrieve_wlb_recommendations");

  private BalancingMessages() {}

  static void register(Messages messages) {
    NEED_SERVER.forEach(method -> messages.quick(method, _ -> {
      throw uninitialised();
    }));
    messages
        .quick("pool.initialize_wlb", _ -> {
          throw Refusal.of("WLB_CONNECTION_REFUSED");
        })
        .quick("pool.deconfigure_wlb", call -> {
          call.pool().record().set("wlb_url", "").set("wlb_username", "").set("wlb_enabled", false);
          return Handler.VOID;
        })
        .quick("VM.retrieve_wlb_recommendations", call -> {
          call.object(0, "VM");
          throw uninitialised();
        })
        .quick("host.retrieve_wlb_evacuate_recommendations", call -> {
          call.object(0, "host");
          throw uninitialised();
        });
  }

  private static RuntimeException uninitialised() {
    return Refusal.of("WLB_NOT_INITIALIZED");
  }
}
