package dev.assay.xapi.http;

import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.HttpStatusException;
import dev.assay.xapi.Transport;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import dev.assay.xapi.wire.JsonRpc;
import dev.assay.xapi.wire.MalformedMessageException;
import dev.assay.xapi.wire.XmlRpc;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The way to one server over the network. Threads may share it; close it to give up its connections.
 *
 * <p>JSON-RPC is spoken first. A server that proves not to know it, on the first call, is spoken to in XML-RPC from then
 * on. Calls that only read are sent again, once, when the connection breaks.
 */
public final class HttpTransport implements Transport, HttpHandlers, AutoCloseable {

  /** {@code get_all_records} of a hundred thousand VMs is about half of this. */
  private static final long ANSWER_BYTES_LIMIT = 1L << 30;

  /** What hosts without JSON-RPC answer on its path. */
  private static final List<Integer> NO_SUCH_PATH = List.of(404, 405, 501);

  private enum Dialect {
    NOT_KNOWN_YET,
    JSON,
    XML
  }

  private final Connection connection;
  private final Handlers handlers;
  private final ApiTable table;
  private final JsonRpc json;
  private final XmlRpc xml;
  private final HttpLimits limits;
  private final AtomicReference<Dialect> dialect = new AtomicReference<>(Dialect.NOT_KNOWN_YET);

  /**
   * Prepare the way; nothing is connected yet.
   *
   * @param base {@code https://HOST[:PORT]}; without TLS only when it says {@code http}
   * @throws dev.assay.core.AssayException.Usage when the address is none
   */
  public HttpTransport(URI base, TlsTrust trust, ApiTable table, HttpLimits limits) {
    this.connection = new Connection(base, trust, limits.connect());
    this.handlers = new Handlers(connection, limits);
    this.table = table;
    this.json = new JsonRpc(table);
    this.xml = new XmlRpc(table);
    this.limits = limits;
  }

  @Override
  public Object call(String method, List<Object> parameters) {
    return switch (dialect.get()) {
      case JSON -> callJson(method, parameters);
      case XML -> callXml(method, parameters);
      case NOT_KNOWN_YET -> callFirst(method, parameters);
    };
  }

  private Object callFirst(String method, List<Object> parameters) {
    try {
      return learning(Dialect.JSON, () -> callJson(method, parameters));
    } catch (MalformedMessageException | HttpStatusException notJson) {
      if (notJson instanceof HttpStatusException answer && !NO_SUCH_PATH.contains(answer.status())) {
        throw answer;
      }
      try {
        return learning(Dialect.XML, () -> callXml(method, parameters));
      } catch (MalformedMessageException | HttpStatusException notXmlEither) {
        notXmlEither.addSuppressed(notJson);
        throw notXmlEither;
      }
    }
  }

  private interface Exchange {
    Object make();
  }

  /** A refusal tells as well as a result that the server understood. */
  private Object learning(Dialect used, Exchange exchange) {
    try {
      var result = exchange.make();
      dialect.set(used);
      return result;
    } catch (XapiException e) {
      dialect.set(used);
      throw e;
    }
  }

  private Object callJson(String method, List<Object> parameters) {
    var body = json.encodeCall(method, parameters);
    return json.decodeAnswer(method, post("/jsonrpc", JsonRpc.CONTENT_TYPE, method, body, limitOf(method, parameters)));
  }

  private Object callXml(String method, List<Object> parameters) {
    var body = xml.encodeCall(method, parameters);
    return xml.decodeAnswer(method, post("/", XmlRpc.CONTENT_TYPE, method, body, limitOf(method, parameters)));
  }

  /** Events are waited for on the server: its time-out comes on top of ours. */
  private Duration limitOf(String method, List<Object> parameters) {
    return method.equals("event.from") && parameters.size() == 4 && parameters.getLast() instanceof Double seconds
        ? limits.call().plusMillis((long) (seconds * 1000))
        : limits.call();
  }

  private byte[] post(String path, String contentType, String method, byte[] body, Duration limit) {
    var request = connection.request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    try {
      return send(method, path, request, limit);
    } catch (Connection.ConnectionLostException e) {
      if (!onlyReads(method)) {
        throw e;
      }
      return send(method, path, request, limit);
    }
  }

  private byte[] send(String method, String path, HttpRequest request, Duration limit) {
    var handler = HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES_LIMIT);
    var answer = connection.send("calling " + method, request, handler, limit);
    if (answer.statusCode() != 200) {
      throw new HttpStatusException(connection + path, answer.statusCode(), "instead of an answer to " + method);
    }
    return answer.body();
  }

  private boolean onlyReads(String method) {
    return table.message(method).filter(message -> message.name().startsWith("get_")).isPresent();
  }

  @Override
  public InputStream get(String path, SequencedMap<String, String> query) {
    return handlers.get(path, query);
  }

  @Override
  public byte[] put(String path, SequencedMap<String, String> query, InputStream body) {
    return handlers.put(path, query, body);
  }

  /** Give the HTTP handlers with a name and password on every request, for those that come without a session. */
  public HttpHandlers authenticatedAs(String user, String password) {
    return handlers.authenticatedAs(user, password);
  }

  @Override
  public void close() {
    connection.close();
  }

  @Override
  public String toString() {
    return connection.toString();
  }
}
