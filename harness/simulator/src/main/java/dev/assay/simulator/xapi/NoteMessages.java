package dev.assay.simulator.xapi;

import java.time.Instant;
import java.util.List;

/** Objects that only note something down for people: messages, secrets. */
final class NoteMessages {

  private NoteMessages() {}

  static void register(Messages messages) {
    messages
        .quick("message.create", NoteMessages::create)
        .quick("message.destroy", call -> delete(call, "message"))
        .quick("message.get_all", call -> GenericMessages.refs(call.database().all("message")))
        .quick("message.get_all_records", call -> GenericMessages.records(call, call.database().all("message")))
        .quick("message.get_record", call -> GenericMessages.record(call, call.object(0, "message")))
        .quick("message.get_by_uuid", call -> call.database().byUuid("message", call.text(0)).orElseThrow(() -> Refusal.of("UUID_INVALID", "message", call.text(0))).ref())
        .quick("message.get", call -> GenericMessages.records(call, call.database()
            .where("message", note -> note.text("cls").equals(call.text(0)) && note.text("obj_uuid").equals(call.text(1)) && !note.instant("timestamp").isBefore((Instant) call.arguments().get(2)))
            .toList()))
        .quick("message.get_since", call -> GenericMessages.records(call, call.database()
            .where("message", note -> !note.instant("timestamp").isBefore((Instant) call.arguments().get(0)))
            .toList()));
    messages.quick("secret.create", call -> Creation.from(call.database(), "secret", call.map(0)).ref());
    messages.quick("secret.destroy", call -> delete(call, "secret"));
    messages.quick("message.destroy_many", call -> {
      call.list(0).forEach(ref -> call.database().delete(call.database().get("message", (String) ref)));
      return Handler.VOID;
    });
  }

  private static Object create(Call call) {
    if (call.text(3).isEmpty()) {
      throw Refusal.of("UUID_INVALID", call.text(2), call.text(3));
    }
    var note = call.database().create("message").set("name", call.text(0)).set("priority", call.whole(1)).set("cls", call.text(2));
    return note.set("obj_uuid", call.text(3)).set("body", call.text(4)).set("timestamp", call.host().now()).ref();
  }

  private static Object delete(Call call, String type) {
    call.database().delete(call.object(0, type));
    return Handler.VOID;
  }
}
