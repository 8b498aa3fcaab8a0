package dev.assay.simulator.served;

import com.sun.net.httpserver.HttpExchange;
import dev.assay.simulator.SimulatedHost;
import dev.assay.xapi.HttpStatusException;
import dev.assay.xapi.XapiException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The paths beside the API: metrics, exports, imports, logs. */
final class PlainPaths {

  private static final int CHUNK = 256 << 10;

  private final SimulatedHost host;
  private final Inside inside;

  PlainPaths(SimulatedHost host, Inside inside) {
    this.host = host;
    this.inside = inside;
  }

  void answer(HttpExchange exchange) throws IOException {
    try {
      switch (exchange.getRequestMethod()) {
        case "GET" -> get(exchange);
        case "PUT" -> put(exchange);
        case String method -> XapiDoor.fail(exchange, 405, method + " is not served");
      }
    } catch (HttpStatusException e) {
      XapiDoor.fail(exchange, e.status(), e.getMessage() + "\n");
    } catch (XapiException e) {
      XapiDoor.fail(exchange, status(e), e.getMessage() + "\n");
    }
  }

  private void get(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var query = query(exchange);
    try (var content = inside.ask("GET " + path, () -> host.http().get(path, query))) {
      exchange.sendResponseHeaders(200, 0);
      var body = exchange.getResponseBody();
      for (var chunk = next(content); chunk.length > 0; chunk = next(content)) {
        body.write(chunk);
      }
    }
  }

  /** What a stream holds may take the lab's time to come about. */
  private byte[] next(InputStream content) {
    return inside.ask("read", () -> content.readNBytes(CHUNK));
  }

  /** The body is taken in before the lab is entered: a slow sender must not hold up the lab. */
  private void put(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var query = query(exchange);
    var spool = Files.createTempFile("assay-put", null);
    try {
      Files.copy(exchange.getRequestBody(), spool, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      var answer = inside.ask("PUT " + path, () -> put(path, query, spool));
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    } finally {
      Files.delete(spool);
    }
  }

  private byte[] put(String path, SequencedMap<String, String> query, Path spool) throws IOException {
    try (var body = Files.newInputStream(spool)) {
      return host.http().put(path, query, body);
    }
  }

  /** Parameters of the address; a session may also come as the cookie {@code session_id}. */
  private static SequencedMap<String, String> query(HttpExchange exchange) {
    SequencedMap<String, String> query = new LinkedHashMap<>();
    for (var header : exchange.getRequestHeaders().getOrDefault("Cookie", java.util.List.of())) {
      for (var cookie : header.split(";")) {
        putPair(query, cookie.strip());
      }
    }
    query.keySet().removeIf(name -> !name.equals("session_id"));
    var raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (var pair : raw.split("&")) {
        putPair(query, pair);
      }
    }
    return query;
  }

  private static void putPair(SequencedMap<String, String> query, String pair) {
    int equals = pair.indexOf('=');
    if (!pair.isEmpty()) {
      query.put(decoded(equals < 0 ? pair : pair.substring(0, equals)), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static int status(XapiException e) {
    return switch (e.code()) {
      case "SESSION_INVALID", "SESSION_AUTHENTICATION_FAILED" -> 401;
      case "RBAC_PERMISSION_DENIED" -> 403;
      case "HANDLE_INVALID", "UUID_INVALID", "MESSAGE_METHOD_UNKNOWN" -> 404;
      case String other -> 500;
    };
  }
}
