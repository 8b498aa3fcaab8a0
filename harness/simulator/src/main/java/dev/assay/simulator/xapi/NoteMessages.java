package dev.assay.simulator.xapi;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

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
        .quick("message.get", call -> {
          if (!isThere(call, call.text(0), call.text(1))) {
            throw Refusal.of("UUID_INVALID");
          }
          return since(call, 2, note -> note.text("cls").equals(call.text(0)) && note.text("obj_uuid").equals(call.text(1)));
        })
        .quick("message.get_since", call -> since(call, 0, _ -> true));
    messages.quick("secret.create", call -> Creation.from(call.database(), "secret", call.map(0)).ref());
    messages.quick("secret.destroy", call -> delete(call, "secret"));
    messages.quick("message.destroy_many", call -> {
      call.list(0).forEach(ref -> call.database().delete(call.database().get("message", (String) ref)));
      return Handler.VOID;
    });
  }

  private static Object create(Call call) {
    if (!isThere(call, call.text(2), call.text(3))) {
      throw Refusal.of("UUID_INVALID", call.text(2), call.text(3));
    }
    return Notes.leave(call.pool(), call.text(0), call.whole(1), call.text(2), call.text(3), call.text(4)).ref();
  }

  /** Tell whether there is an object of this class, as messages name classes, with this uuid. */
  private static boolean isThere(Call call, String type, String uuid) {
    var name = List.of("Host", "Pool").contains(type) ? type.toLowerCase(Locale.ROOT) : type;
    return call.database().byUuid(name, uuid).isPresent();
  }

  /** The newest come first. */
  private static Object since(Call call, int index, Predicate<Entity> wanted) {
    var since = (Instant) call.arguments().get(index);
    return GenericMessages.records(call, call.database()
        .where("message", note -> wanted.test(note) && note.instant("timestamp").isAfter(since))
        .toList().reversed());
  }

  private static Object delete(Call call, String type) {
    call.database().delete(call.object(0, type));
    return Handler.VOID;
  }
}
