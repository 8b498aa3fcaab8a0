package dev.assay.drivers.install;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.NetworkBoot;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Serves boot scripts and answer files over HTTP from memory: a request finds a published file of that exact path or
 * nothing, so no path leads elsewhere. An installer that has files published for it may post lines of report, a bounded
 * number of bounded length. The site's DHCP points each host at {@code <address>/<host>/boot.ipxe}.
 */
public final class HttpNetworkBoot implements NetworkBoot, AutoCloseable {

  private static final String REPORT = "report";
  private static final String NAME = "Assay network boot";
  private static final Duration PROBE = Duration.ofSeconds(5);
  private static final int LONGEST_REPORT = 2000;
  private static final int MOST_REPORTS = 200;

  private final HttpServer server;
  private final URI base;
  private final Map<HostId, SequencedMap<String, byte[]>> published = new ConcurrentHashMap<>();
  private final Map<HostId, List<String>> reported = new ConcurrentHashMap<>();

  private HttpNetworkBoot(HttpServer server, URI base) {
    this.server = server;
    this.base = base;
  }

  /**
   * Start to serve.
   *
   * @param listen port 0 lets the system choose
   * @param reachedAs how hosts reach it, when not by the address it listens on
   */
  public static HttpNetworkBoot listen(InetSocketAddress listen, Optional<URI> reachedAs) {
    try {
      var server = HttpServer.create(listen, 0);
      var bound = server.getAddress();
      var own = URI.create("http://" + literal(bound) + ":" + bound.getPort());
      var boot = new HttpNetworkBoot(server, reachedAs.orElse(own));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", boot::answer);
      server.start();
      return boot;
    } catch (IOException e) {
      throw new AssayException.Lab("serving installation files on " + listen + ": " + e.getMessage() + "; choose another address or port", e);
    }
  }

  /** Look who answers there: one of these, of another process, or something else. */
  public static SharedNetworkBoot.Holder holder(InetSocketAddress address) {
    try (var client = HttpClient.newBuilder().connectTimeout(PROBE).build()) {
      var request = HttpRequest.newBuilder(URI.create("http://" + literal(address) + ":" + address.getPort() + "/")).timeout(PROBE).build();
      boolean ours = client.send(request, HttpResponse.BodyHandlers.discarding()).headers().firstValue("Server").filter(NAME::equals).isPresent();
      return ours ? SharedNetworkBoot.Holder.ANOTHER_RUN : SharedNetworkBoot.Holder.STRANGER;
    } catch (ConnectException e) {
      return SharedNetworkBoot.Holder.NOBODY;
    } catch (IOException e) {
      return SharedNetworkBoot.Holder.STRANGER;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled("looking who serves installation files at " + address + ": interrupted");
    }
  }

  /** Find what is published for a host under a name. */
  public Optional<byte[]> file(HostId host, String name) {
    return Optional.ofNullable(published.get(host)).map(files -> files.get(name));
  }

  /** Return the address below which every host has its folder. */
  public URI base() {
    return base;
  }

  @Override
  public void publish(HostId host, SequencedMap<String, byte[]> files) {
    reported.put(host, new CopyOnWriteArrayList<>());
    published.put(host, new LinkedHashMap<>(files));
  }

  @Override
  public void withdraw(HostId host) {
    published.remove(host);
  }

  @Override
  public List<String> reports(HostId host) {
    return List.copyOf(reported.getOrDefault(host, List.of()));
  }

  @Override
  public URI address(HostId host, String file) {
    return address(base, host, file);
  }

  static URI address(URI base, HostId host, String file) {
    var root = base.toString().endsWith("/") ? base.toString() : base + "/";
    return URI.create(root + encoded(host.value()) + "/" + encoded(file));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Server", NAME);
      var method = exchange.getRequestMethod();
      var path = exchange.getRequestURI().getPath();
      if (method.equals("POST") && path.endsWith("/" + REPORT)) {
        exchange.sendResponseHeaders(note(path, exchange.getRequestBody().readNBytes(LONGEST_REPORT)), -1);
        return;
      }
      var content = find(path);
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.sendResponseHeaders(405, -1);
      } else if (content.isEmpty()) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        send(exchange, content.get(), method.equals("HEAD"));
      }
    }
  }

  private static void send(HttpExchange exchange, byte[] content, boolean headOnly) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    if (headOnly || content.length == 0) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    }
  }

  /** Keep what an installer says; return the HTTP status that answers it. */
  private int note(String path, byte[] said) {
    var host = host(path);
    if (host.isEmpty()) {
      return 404;
    }
    var reports = reported.getOrDefault(host.get(), List.of());
    if (reports.size() >= MOST_REPORTS) {
      return 429;
    }
    reports.add(new String(said, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ").strip());
    return 204;
  }

  private Optional<byte[]> find(String path) {
    return host(path).map(published::get).map(files -> files.get(path.substring(path.lastIndexOf('/') + 1)));
  }

  /** Return the host that has files published and whose folder the path is in. */
  private Optional<HostId> host(String path) {
    int slash = path.lastIndexOf('/');
    var host = path.substring(path.startsWith("/") ? 1 : 0, Math.max(1, slash));
    return slash < 1 || host.isBlank() ? Optional.empty() : published.keySet().stream().filter(id -> id.value().equals(host)).findFirst();
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String literal(InetSocketAddress address) {
    var host = address.getAddress().getHostAddress();
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
