package dev.assay.simulator.xapi;

import dev.assay.core.AssayException;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.XapiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The paths that a host serves beside the API. Each needs a session; without one the answer is 401. */
final class HttpDoor implements HttpHandlers {

  /** What each host serves of itself, to a session that its master opened. */
  private static final List<String> OF_EACH_HOST = List.of("/rrd_updates", "/host_rrd", "/vm_rrd", "/system-status");

  private final HostToolstack host;

  HttpDoor(HostToolstack host) {
    this.host = host;
  }

  @Override
  public InputStream get(String path, SequencedMap<String, String> query) {
    var request = authorised(path, query);
    return new ByteArrayInputStream(switch (path) {
      case "/rrd_updates" -> RrdPages.updates(request);
      case "/host_rrd" -> RrdPages.ofHost(request);
      case "/vm_rrd" -> RrdPages.ofVm(request);
      case "/export", "/export_metadata" -> Transfers.export(request);
      case "/export_raw_vdi" -> Transfers.exportDisk(request);
      case "/blob" -> request.host().pool().blob(request.object("blob", "ref", "uuid"));
      case "/system-status" -> host.doors().statusReport();
      case "/updates" -> Transfers.updates(request);
      case "/audit_log" -> audit();
      case "/pool/xmldbdump" -> DatabaseFile.write(host.pool().database()).getBytes(StandardCharsets.UTF_8);
      default -> throw failure(path, 404, "Not Found");
    });
  }

  @Override
  public byte[] put(String path, SequencedMap<String, String> query, InputStream body) {
    var request = authorised(path, query);
    return switch (path) {
      case "/import", "/import_metadata" -> Transfers.importVm(request, body);
      case "/pool_patch_upload" -> Transfers.uploadPatch(request, body);
      case "/blob" -> Transfers.putBlob(request, body);
      case "/bundle" -> Transfers.bundle(request, body);
      case "/import_raw_vdi" -> Transfers.importDisk(request, body);
      case "/pool/xmldbdump" -> restore(request, body);
      default -> throw failure(path, 404, "Not Found");
    };
  }

  private HttpRequest authorised(String path, SequencedMap<String, String> query) {
    host.mustListen(path);
    if (!host.isMaster() && !OF_EACH_HOST.contains(path)) {
      throw failure(path, 302, "see the master at " + host.pool().master().address());
    }
    try {
      host.pool().master().sessions().require(query.getOrDefault("session_id", ""), host.now());
    } catch (XapiException e) {
      throw failure(path, 401, "Unauthorized");
    }
    return new HttpRequest(host, path, new LinkedHashMap<>(query));
  }

  private byte[] restore(HttpRequest request, InputStream body) {
    try {
      DatabaseRestore.restore(host, new String(body.readAllBytes(), StandardCharsets.UTF_8), request.flag("dry_run"));
    } catch (IOException e) {
      throw failure(request.path(), 400, "the file could not be read");
    }
    return new byte[0];
  }

  private byte[] audit() {
    return (host.now() + " audit of " + host.system().hostname() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static AssayException.Product failure(String path, int status, String reason) {
    return new AssayException.Product("asking for " + path + ": the server answered " + status + " " + reason);
  }
}
