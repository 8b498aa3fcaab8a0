package dev.assay.simulator.xapi;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The messages that the server itself leaves for people when something happened. */
final class Notes {

  /** How many are kept: of more, the oldest go; source: the product's own limit. */
  static final int KEPT = 10_000;

  /** How grave each kind is, from 1, data may be lost, to 5, for information. */
  private static final Map<String, Long> PRIORITIES = Map.of(
      "HA_HOST_FAILED", 3L,
      "HA_PROTECTED_VM_RESTART_FAILED", 2L,
      "HA_POOL_OVERCOMMITTED", 3L,
      "HA_POOL_DROP_IN_PLAN_EXISTS_FOR", 3L,
      "POOL_MASTER_TRANSITION", 4L,
      "PBD_PLUG_FAILED_ON_SERVER_START", 3L);

  private static final long FOR_INFORMATION = 5;

  private Notes() {}

  /** Leave a message about the object. */
  static Entity leave(Pool pool, String name, Entity about, String body) {
    var cls = switch (about.type()) {
      case "host" -> "Host";
      case "pool" -> "Pool";
      default -> about.type();
    };
    return leave(pool, name, PRIORITIES.getOrDefault(name, FOR_INFORMATION), cls, about.uuid(), body);
  }

  /** Leave a message as somebody words it. */
  static Entity leave(Pool pool, String name, long priority, String cls, String uuid, String body) {
    var database = pool.database();
    var note = database.create("message").set("name", name).set("priority", priority).set("cls", cls)
        .set("obj_uuid", uuid).set("body", body).set("timestamp", pool.master().now());
    if (database.count("message") > KEPT) {
      database.delete(database.all("message").getFirst());
    }
    return note;
  }

  /** Make a handler of a VM's power state leave a message about it when it has succeeded. */
  static Handler after(Handler handler, String name, String happened) {
    return leaving(handler, name, _ -> Optional.of(happened));
  }

  /** The same, and the message says on which host. */
  static Handler afterOnHost(Handler handler, String name, String happened) {
    return leaving(handler, name, vm -> vm.target("resident_on")
        .map(host -> happened + " on host: " + host.text("name_label") + " (uuid: " + host.uuid() + ")"));
  }

  private static Handler leaving(Handler handler, String name, Function<Entity, Optional<String>> happened) {
    return call -> {
      var result = handler.handle(call);
      var vm = call.object(0, "VM");
      happened.apply(vm).ifPresent(words -> leave(call.pool(), name, vm, "VM '" + vm.text("name_label") + "' " + words));
      return result;
    };
  }
}
