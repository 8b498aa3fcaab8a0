package dev.assay.drivers.lab;

import dev.assay.simulator.machine.InstalledSystem;
import dev.assay.simulator.machine.Toolstack;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import dev.assay.xapi.XapiException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The least toolstack: root logs in, and there is one host record. */
record LoginToolstack(InstalledSystem system) implements Toolstack, HttpHandlers {

  @Override
  public void started() {}

  @Override
  public void powerLost() {}

  @Override
  public Transport api() {
    return (method, parameters) -> switch (method) {
      case "session.login_with_password" -> {
        if (!parameters.get(1).equals(system.rootPassword())) {
          throw XapiException.of("SESSION_AUTHENTICATION_FAILED", "root", "Authentication failure");
        }
        yield "OpaqueRef:session";
      }
      case "session.logout" -> "";
      case "host.get_all_records" -> Map.of("OpaqueRef:host", hostRecord());
      default -> throw XapiException.of("MESSAGE_METHOD_UNKNOWN", method);
    };
  }

  private SequencedMap<String, Object> hostRecord() {
    var record = new LinkedHashMap<String, Object>();
    record.put("enabled", true);
    record.put("software_version", Map.of(
        "product_version", system.release().version().toString(), "build_number", system.release().buildNumber()));
    return record;
  }

  @Override
  public HttpHandlers http() {
    return this;
  }

  @Override
  public InputStream get(String path, SequencedMap<String, String> query) {
    throw XapiException.of("MESSAGE_METHOD_UNKNOWN", path);
  }

  @Override
  public byte[] put(String path, SequencedMap<String, String> query, InputStream body) {
    throw XapiException.of("MESSAGE_METHOD_UNKNOWN", path);
  }

  @Override
  public List<String> domains() {
    return List.of("Domain-0                                     0  4096     4     r-----     100.0");
  }

  @Override
  public boolean login(String user, String password) {
    return user.equals("root") && password.equals(system.rootPassword());
  }
}
