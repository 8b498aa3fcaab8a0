package dev.assay.simulator.xapi;

import java.util.List;

/** Messages that the product knows by name and refuses to everybody: they were never written, or need what no lab has. */
final class Unoffered {

  private static final List<String> NEVER_WRITTEN = List.of(
      "VM.send_sysrq", "VM.send_trigger", "host.get_log", "host.dmesg_clear");

  private Unoffered() {}

  static void register(Messages messages) {
    NEVER_WRITTEN.forEach(method -> messages.quick(method, call -> {
      call.object(0, method.substring(0, method.indexOf('.')));
      throw Refusal.of("NOT_IMPLEMENTED", method.substring(method.indexOf('.') + 1));
    }));
    messages
        .quick("VM.query_services", call -> {
          throw Refusal.of("NOT_SYSTEM_DOMAIN", call.object(0, "VM").ref());
        })
        .quick("host.call_extension", call -> {
          call.object(0, "host");
          throw Refusal.unknownMethod(call.text(1));
        })
        .quick("pool.has_extension", call -> {
          call.object(0, "pool");
          return false;
        })
        .quick("host.license_add", call -> {
          call.object(0, "host");
          throw Refusal.of("LICENSE_PROCESSING_ERROR");
        });
  }
}
