package dev.assay.simulator.served;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.assay.core.AssayException;
import dev.assay.simulator.SimulatedHost;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import dev.assay.xapi.wire.JsonRpc;
import dev.assay.xapi.wire.MalformedMessageException;
import dev.assay.xapi.wire.WireCall;
import dev.assay.xapi.wire.XmlRpc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * XAPI's HTTPS port: JSON-RPC on {@code /jsonrpc}, XML-RPC on every other path that is posted to, plain HTTP handlers
 * otherwise. While the host does not listen a connection is taken and dropped without an answer.
 */
final class XapiDoor implements HttpHandler {

  private static final int CALL_CAP = 64 << 20;

  private final SimulatedHost host;
  private final Inside inside;
  private final JsonRpc json;
  private final XmlRpc xml;
  private final PlainPaths plainPaths;

  XapiDoor(SimulatedHost host, Inside inside, ApiTable table) {
    this.host = host;
    this.inside = inside;
    this.json = new JsonRpc(table);
    this.xml = new XmlRpc(table);
    this.plainPaths = new PlainPaths(host, inside);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      respond(exchange);
    } catch (AssayException.Lab | AssayException.Cancelled e) {
      // Nobody listens: closing the exchange without an answer closes the connection.
      return;
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    try {
      if (!exchange.getRequestMethod().equals("POST")) {
        plainPaths.answer(exchange);
      } else if (exchange.getRequestURI().getPath().equals("/jsonrpc")) {
        answerJson(exchange);
      } else {
        answer(exchange, XmlRpc.CONTENT_TYPE, xmlAnswer(body(exchange)));
      }
    } catch (MalformedMessageException e) {
      fail(exchange, 400, e.getMessage());
    }
  }

  /** A real server takes no other type, not even one with a character set after it. */
  private void answerJson(HttpExchange exchange) throws IOException {
    if (!JsonRpc.CONTENT_TYPE.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      fail(exchange, 400, "Content-Type is not " + JsonRpc.CONTENT_TYPE);
      return;
    }
    answer(exchange, JsonRpc.CONTENT_TYPE, jsonAnswer(body(exchange)));
  }

  private byte[] jsonAnswer(byte[] body) {
    var call = new JsonRpc.Call(new WireCall("", java.util.List.of()), JsonRpc.Version.TWO, Optional.empty());
    try {
      call = json.decodeCall(body);
      return json.encodeResult(call, result(call.call()));
    } catch (XapiException e) {
      return json.encodeError(call, e);
    }
  }

  private byte[] xmlAnswer(byte[] body) {
    try {
      var call = xml.decodeCall(body);
      return xml.encodeResult(call.method(), result(call));
    } catch (XapiException e) {
      return xml.encodeError(e);
    }
  }

  private Object result(WireCall call) {
    return inside.ask(call.method(), () -> host.xapi().call(call.method(), call.parameters()));
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    var bytes = exchange.getRequestBody().readNBytes(CALL_CAP + 1);
    if (bytes.length > CALL_CAP) {
      throw new MalformedMessageException("a call of more than " + CALL_CAP + " bytes");
    }
    return bytes;
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  static void fail(HttpExchange exchange, int status, String why) throws IOException {
    var body = why.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
