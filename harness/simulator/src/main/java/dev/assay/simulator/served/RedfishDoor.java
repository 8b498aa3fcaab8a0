package dev.assay.simulator.served;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.Power;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A management controller with one computer system, in the part of Redfish (DSP0266, DSP0268) that switches and boots it. */
final class RedfishDoor implements HttpHandler {

  private static final String ROOT = "/redfish/v1";
  private static final String SYSTEMS = ROOT + "/Systems";
  private static final String SYSTEM = SYSTEMS + "/1";
  private static final String RESET = SYSTEM + "/Actions/ComputerSystem.Reset";
  private static final int BODY_CAP = 64 << 10;

  private final HostId id;
  private final Power power;
  private final Inside inside;
  private final byte[] authorization;
  private final JsonMapper json = new JsonMapper();
  private volatile boolean networkNext;

  RedfishDoor(HostId id, Power power, Inside inside, ServedLab.Settings settings) {
    this.id = id;
    this.power = power;
    this.inside = inside;
    var credentials = (settings.powerUser() + ":" + settings.powerPassword()).getBytes(StandardCharsets.UTF_8);
    this.authorization = ("Basic " + Base64.getEncoder().encodeToString(credentials)).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath().replaceAll("/+$", "");
      if (!path.equals(ROOT) && !isLoggedIn(exchange)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"power\"");
        refuse(exchange, 401, "Base.1.0.InsufficientPrivilege", "log in by basic authentication");
        return;
      }
      route(exchange, exchange.getRequestMethod() + " " + path);
    } catch (AssayException.Lab | AssayException.Cancelled e) {
      // The controller does not answer: leaving the exchange without an answer closes the connection.
      return;
    }
  }

  private void route(HttpExchange exchange, String request) throws IOException {
    switch (request) {
      case "GET " + ROOT -> answer(exchange, Map.of("@odata.id", ROOT + "/", "RedfishVersion", "1.6.0", "Systems", Map.of("@odata.id", SYSTEMS)));
      case "GET " + SYSTEMS -> answer(exchange, Map.of(
          "@odata.id", SYSTEMS, "Members@odata.count", 1, "Members", List.of(Map.of("@odata.id", SYSTEM))));
      case "GET " + SYSTEM -> answer(exchange, system());
      case "PATCH " + SYSTEM -> chooseBoot(exchange);
      case "POST " + RESET -> reset(exchange);
      case String other -> refuse(exchange, 404, "Base.1.0.ResourceMissingAtURI", other + " is not here");
    }
  }

  private Map<String, Object> system() {
    var state = inside.ask("power state of " + id, power::state);
    Map<String, Object> system = new LinkedHashMap<>();
    system.put("@odata.id", SYSTEM);
    system.put("Id", "1");
    system.put("Name", id.value());
    system.put("PowerState", state == Power.State.ON ? "On" : "Off");
    system.put("Boot", Map.of(
        "BootSourceOverrideEnabled", networkNext ? "Once" : "Disabled",
        "BootSourceOverrideTarget", networkNext ? "Pxe" : "None",
        "BootSourceOverrideTarget@Redfish.AllowableValues", List.of("None", "Pxe", "Hdd")));
    system.put("Actions", Map.of("#ComputerSystem.Reset", Map.of(
        "target", RESET, "ResetType@Redfish.AllowableValues", List.of("On", "ForceOff", "ForceRestart"))));
    return system;
  }

  private void chooseBoot(HttpExchange exchange) throws IOException {
    var boot = body(exchange).path("Boot");
    var enabled = boot.path("BootSourceOverrideEnabled").asString("");
    var target = boot.path("BootSourceOverrideTarget").asString("");
    switch (enabled + " " + target) {
      case "Once Pxe" -> boot(exchange, Power.BootDevice.NETWORK);
      case "Once Hdd", "Disabled None", "Disabled " -> boot(exchange, Power.BootDevice.DISK);
      case String other -> refuse(exchange, 400, "Base.1.0.PropertyValueNotInList", "boot override '" + other + "' is not to be had");
    }
  }

  private void boot(HttpExchange exchange, Power.BootDevice device) throws IOException {
    inside.ask("boot device of " + id, () -> {
      power.bootNextFrom(device);
      return device;
    });
    networkNext = device == Power.BootDevice.NETWORK;
    exchange.sendResponseHeaders(204, -1);
  }

  private void reset(HttpExchange exchange) throws IOException {
    var type = body(exchange).path("ResetType").asString("");
    switch (type) {
      case "On" -> act(exchange, () -> power.set(Power.State.ON));
      case "ForceOff" -> act(exchange, () -> power.set(Power.State.OFF));
      case "ForceRestart" -> act(exchange, power::cycle);
      case String other -> refuse(exchange, 400, "Base.1.0.ActionParameterNotSupported", "ResetType '" + other + "' is not to be had");
    }
  }

  private void act(HttpExchange exchange, Runnable action) throws IOException {
    inside.ask("power of " + id, () -> {
      action.run();
      return true;
    });
    networkNext = networkNext && inside.ask("power state of " + id, power::state) == Power.State.OFF;
    exchange.sendResponseHeaders(204, -1);
  }

  private boolean isLoggedIn(HttpExchange exchange) {
    var given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null && MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode body(HttpExchange exchange) throws IOException {
    try {
      return json.readTree(exchange.getRequestBody().readNBytes(BODY_CAP));
    } catch (JacksonException e) {
      return json.createObjectNode();
    }
  }

  private void answer(HttpExchange exchange, Map<String, ?> content) throws IOException {
    send(exchange, 200, content);
  }

  private void refuse(HttpExchange exchange, int status, String message, String why) throws IOException {
    send(exchange, status, Map.of("error", Map.of("code", message, "message", why)));
  }

  private void send(HttpExchange exchange, int status, Map<String, ?> content) throws IOException {
    var body = json.writeValueAsBytes(content);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
