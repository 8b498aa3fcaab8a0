package dev.assay.simulator.xapi;

import java.util.List;

/** Who calls the API, and how often it may. Records are kept; nobody is slowed down, and no calls are counted. */
final class CallerMessages {

  private CallerMessages() {}

  static void register(Messages messages) {
    for (var type : List.of("Caller", "Rate_limit")) {
      messages.quick(type + ".create", call -> Creation.from(call.database(), type, call.map(0)).ref());
      messages.quick(type + ".destroy", call -> {
        call.database().delete(call.object(0, type));
        return Handler.VOID;
      });
    }
    messages
        .quick("Caller.add_group", call -> {
          call.object(0, "Caller").addTo("groups", call.text(1));
          return Handler.VOID;
        })
        .quick("Caller.remove_group", call -> {
          call.object(0, "Caller").removeElement("groups", call.text(1));
          return Handler.VOID;
        })
        .quick("Rate_limit.add_caller", call -> limit(call, call.object(0, "Rate_limit").ref()))
        .quick("Rate_limit.remove_caller", call -> {
          call.object(0, "Rate_limit");
          return limit(call, Refs.NULL);
        })
        .quick("Rate_limit.set_burst_size", call -> set(call, "burst_size"))
        .quick("Rate_limit.set_fill_rate", call -> set(call, "fill_rate"));
  }

  private static Object limit(Call call, String limit) {
    call.object(1, "Caller").set("rate_limit", limit);
    return Handler.VOID;
  }

  private static Object set(Call call, String field) {
    if (call.real(1) < 0) {
      throw Refusal.invalidValue(field, call.real(1));
    }
    call.object(0, "Rate_limit").set(field, call.real(1));
    return Handler.VOID;
  }
}
