package dev.assay.simulator.xapi;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Whole VMs and disks as streams: export and import, each under a task as any long call. */
final class Transfers {

  private Transfers() {}

  static byte[] export(HttpRequest request) {
    return (byte[]) underTask(request, "VM.export", call -> {
      var vm = request.object("VM", "ref", "uuid");
      Locks.occupy(call, vm, request.path().equals("/export") ? "export" : "metadata_export");
      return VmArchive.write(call, vm, request.path().equals("/export"));
    });
  }

  static byte[] importVm(HttpRequest request, InputStream body) {
    return (byte[]) underTask(request, "VM.import", call -> VmImport.read(call, readAll(body), storage(request), request.flag("restore")));
  }

  /** Fetch a VM from where any host of the lab serves it, and make it here. */
  static Object importFrom(Call call) {
    var sr = call.objectOrNull(1, "SR")
        .or(() -> call.pool().record().target("default_SR"))
        .orElseThrow(() -> Refusal.of("DEFAULT_SR_NOT_FOUND", call.pool().record().text("default_SR")));
    var made = VmImport.read(call, fetch(call, call.text(0)), sr, call.flag(2));
    return List.of(new String(made, StandardCharsets.UTF_8));
  }

  private static byte[] fetch(Call call, String url) {
    var request = parsed(url);
    var server = call.host().neighbour(String.valueOf(request.getHost()))
        .orElseThrow(() -> Refusal.internal("Unix.Unix_error(Unix.ECONNREFUSED, \"connect\", \"" + url + "\")"));
    var query = new LinkedHashMap<String, String>();
    for (var pair : String.valueOf(request.getQuery()).split("&")) {
      var words = pair.split("=", 2);
      query.put(words[0], words.length > 1 ? words[1] : "");
    }
    try {
      return readAll(server.http().get(request.getPath(), query));
    } catch (AssayException.Product e) {
      throw Refusal.internal("Http_client.Http_request_rejected(" + e.getMessage() + ")");
    }
  }

  private static URI parsed(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw Refusal.internal("Uri.Bad_uri(\"" + url + "\")");
    }
  }

  private static Entity storage(HttpRequest request) {
    var named = request.query().containsKey("sr_id") || request.query().containsKey("sr_uuid");
    return named
        ? request.object("SR", "sr_id", "sr_uuid")
        : request.host().pool().record().target("default_SR")
            .orElseThrow(() -> Refusal.of("DEFAULT_SR_NOT_FOUND", request.host().pool().record().text("default_SR")));
  }

  static byte[] exportDisk(HttpRequest request) {
    return (byte[]) underTask(request, "VDI.export_raw", call -> {
      var vdi = request.object("VDI", "vdi", "uuid");
      Locks.occupy(call, vdi, "copy");
      var image = Volumes.of(call.pool(), vdi).image();
      if (image.size().count() > Integer.MAX_VALUE / 2) {
        throw Refusal.of("VDI_TOO_LARGE", vdi.ref());
      }
      return image.read(0, (int) image.size().count());
    });
  }

  static byte[] importDisk(HttpRequest request, InputStream body) {
    return (byte[]) underTask(request, "VDI.import_raw", call -> {
      var vdi = request.object("VDI", "vdi", "uuid");
      Locks.occupy(call, vdi, "resize");
      var bytes = readAll(body);
      var image = Volumes.of(call.pool(), vdi).image();
      if (bytes.length > image.size().count()) {
        throw Refusal.of("VDI_TOO_SMALL", vdi.ref(), image.size().count());
      }
      image.write(0, bytes);
      Vdis.noteSizes(call.pool(), vdi);
      return new byte[0];
    });
  }

  /** Take a hotfix; what comes back, and stands in the task's result, is the reference of its record. */
  static byte[] uploadPatch(HttpRequest request, InputStream body) {
    return (byte[]) underTask(request, "pool_patch.upload", call -> {
      var ref = UpdateFiles.patch(call, readAll(body)).ref();
      call.database().find(request.value("task_id")).ifPresent(task -> task.set("result", ref));
      return ref.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    });
  }

  static byte[] updates(HttpRequest request) {
    return (byte[]) underTask(request, "pool.get_updates", call -> UpdatePages.read(call, request.value("host_refs")));
  }

  /** Take a bundle of updates; it holds what the lab's repositories hold, whatever was sent. */
  static byte[] bundle(HttpRequest request, InputStream body) {
    readAll(body);
    return ((String) underTask(request, "pool.sync_bundle", UpdateSourceMessages::syncBundle)).getBytes(StandardCharsets.UTF_8);
  }

  static byte[] putBlob(HttpRequest request, InputStream body) {
    var blob = request.object("blob", "ref", "uuid");
    var contents = readAll(body);
    request.host().pool().keepBlob(blob, contents);
    blob.set("size", (long) contents.length).set("last_updated", request.host().now());
    return new byte[0];
  }

  private interface Body {
    Object run(Call call);
  }

  private static Object underTask(HttpRequest request, String method, Body body) {
    var entry = new Messages.Entry(body::run, true, false);
    var call = new Call(request.host(), method, List.of(), Optional.empty(), Optional.empty());
    return new Tasks().runFor(call, entry, request.value("task_id"));
  }

  private static byte[] readAll(InputStream body) {
    try {
      return body.readAllBytes();
    } catch (IOException e) {
      throw new AssayException.Lab("receiving an import: the body broke off", e);
    }
  }
}
