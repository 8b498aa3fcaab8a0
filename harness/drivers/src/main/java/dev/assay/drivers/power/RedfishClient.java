package dev.assay.drivers.power;

import dev.assay.core.AssayException;
import dev.assay.drivers.Account;
import dev.assay.xapi.http.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks JSON over HTTPS with one management controller.
 *
 * <p>Each request carries basic authentication, which the Redfish specification (DSP0266) asks every service to accept:
 * sessions are few on a controller, and one that a killed controller left open would stay.
 */
final class RedfishClient implements AutoCloseable {

  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private final URI base;
  private final String authorization;
  private final HttpClient http;
  private final JsonMapper json = new JsonMapper();

  RedfishClient(URI base, TlsTrust trust, Account account) {
    this.base = base;
    var credentials = (account.user() + ":" + account.password()).getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    this.http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_LIMIT)
        .sslContext(trust.context())
        .build();
  }

  JsonNode get(String path) {
    return send("GET", path, HttpRequest.newBuilder().GET());
  }

  void post(String path, Object body) {
    send("POST", path, HttpRequest.newBuilder().POST(json(body)));
  }

  void patch(String path, Object body) {
    send("PATCH", path, HttpRequest.newBuilder().method("PATCH", json(body)));
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpRequest.BodyPublisher json(Object body) {
    return HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
  }

  private JsonNode send(String method, String path, HttpRequest.Builder request) {
    var target = base.resolve(path);
    var doing = "power controller: " + method + " " + target + ": ";
    requireSameServer(target, doing);
    try {
      var response = http.send(complete(request, target), HttpResponse.BodyHandlers.ofString());
      return answered(response, doing);
    } catch (SSLException e) {
      throw new AssayException.Lab(doing + "the certificate is not trusted: " + rootMessage(e), e);
    } catch (IOException e) {
      throw new AssayException.Lab(doing + "no answer (" + rootMessage(e) + "); check its address and that it is powered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled(doing + "interrupted");
    }
  }

  private HttpRequest complete(HttpRequest.Builder request, URI target) {
    return request.uri(target)
        .timeout(REQUEST_LIMIT)
        .header("Authorization", authorization)
        .header("Accept", "application/json")
        .header("Content-Type", "application/json")
        .header("OData-Version", "4.0")
        .build();
  }

  /** A link in an answer must not carry our password to another server. */
  private void requireSameServer(URI target, String doing) {
    if (!base.getScheme().equals(target.getScheme()) || !base.getRawAuthority().equals(target.getRawAuthority())) {
      throw new AssayException.Lab(doing + "the controller at " + base + " links to another server, which is not followed");
    }
  }

  private JsonNode answered(HttpResponse<String> response, String doing) {
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      throw new AssayException.Lab(doing + "the login is refused (HTTP " + response.statusCode() + "); check the power account in the lab file");
    }
    if (response.statusCode() / 100 != 2) {
      throw new AssayException.Lab(doing + "HTTP " + response.statusCode() + " " + beginning(response.body()));
    }
    try {
      return response.body().isBlank() ? json.createObjectNode() : json.readTree(response.body());
    } catch (JacksonException e) {
      throw new AssayException.Lab(doing + "the answer is not JSON: " + beginning(response.body()), e);
    }
  }

  private static String beginning(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "..." : text;
  }

  private static String rootMessage(Throwable e) {
    var cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
