package dev.assay.simulator.xapi;

import java.util.List;

/** Blobs, crash dumps, consoles, and the users of old: kept, read and thrown away. */
final class BlobMessages {

  private static final List<String> OWNERS = List.of("VM", "host", "pool", "network", "SR", "VDI");

  private BlobMessages() {}

  static void register(Messages messages) {
    messages.quick("blob.create", call -> blob(call, "", call.text(0), call.given(1) && call.flag(1)).ref());
    messages.quick("blob.destroy", BlobMessages::destroyBlob);
    for (var type : List.of("VM", "host", "pool", "network", "SR")) {
      messages.quick(type + ".create_new_blob", call -> {
        var owner = call.object(0, type);
        var made = blob(call, call.text(1), call.text(2), call.given(3) && call.flag(3));
        owner.putInto("blobs", call.text(1), made.ref());
        return made.ref();
      });
    }
    for (var type : List.of("console", "user")) {
      messages.quick(type + ".create", call -> Creation.from(call.database(), type, call.map(0)).ref());
    }
    messages.quick("console.destroy", call -> delete(call, "console"));
    messages.quick("user.destroy", call -> delete(call, "user"));
    messages.quick("host_crashdump.destroy", call -> delete(call, "host_crashdump"));
    messages.quick("crashdump.destroy", call -> {
      call.object(0, "crashdump").target("VDI").ifPresent(vdi -> Vdis.delete(call.pool(), vdi));
      return delete(call, "crashdump");
    });
  }

  private static Entity blob(Call call, String name, String mime, boolean open) {
    var blob = call.database().create("blob").set("name_label", name).set("public", open);
    return blob.set("mime_type", mime.isEmpty() ? "application/octet-stream" : mime);
  }

  private static Object destroyBlob(Call call) {
    var blob = call.object(0, "blob");
    for (var type : OWNERS) {
      for (var owner : call.database().all(type)) {
        if (owner.has("blobs")) {
          owner.map("blobs").entrySet().stream()
              .filter(entry -> entry.getValue().equals(blob.ref()))
              .map(java.util.Map.Entry::getKey)
              .toList()
              .forEach(key -> owner.removeFrom("blobs", key));
        }
      }
    }
    call.pool().forgetBlob(blob);
    call.database().delete(blob);
    return Handler.VOID;
  }

  private static Object delete(Call call, String type) {
    call.database().delete(call.object(0, type));
    return Handler.VOID;
  }
}
