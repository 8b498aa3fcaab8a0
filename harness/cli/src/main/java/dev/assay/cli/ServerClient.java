package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to {@code assay serve} in place of the database: named by {@code $ASSAY_SERVER}, let in by {@code $ASSAY_TOKEN}.
 *
 * <p>A server that does not answer ends the command with 75, as a database does; its problem documents become the errors that
 * the command would have met itself.
 */
final class ServerClient {

  static final String SERVER = "ASSAY_SERVER";
  static final String TOKEN = "ASSAY_TOKEN";
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(10);
  private static final Duration REQUEST_LIMIT = Duration.ofMinutes(2);

  private final URI base;
  private final String token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
  private final JsonMapper json = JsonMapper.builder().build();

  ServerClient(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /** Return the server that the environment names, unless the command line names a database, or is done by a server itself. */
  static Optional<ServerClient> configured(AssayCommand root) {
    var server = System.getenv().getOrDefault(SERVER, "").strip();
    return server.isEmpty() || Services.LENT.isBound() || root.databaseUrl != null && !root.databaseUrl.isBlank()
        ? Optional.empty()
        : Optional.of(new ServerClient(address(server), System.getenv().getOrDefault(TOKEN, "").strip()));
  }

  private static URI address(String server) {
    try {
      var address = URI.create(server.endsWith("/") ? server : server + "/");
      if (("http".equals(address.getScheme()) || "https".equals(address.getScheme())) && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new AssayException.Usage("reading $" + SERVER + ": '" + server + "' is no address: " + e.getMessage() + "; it looks like http://host:8140");
    }
    throw new AssayException.Usage("reading $" + SERVER + ": '" + server + "' is no address; it looks like http://host:8140");
  }

  JsonNode get(String path) {
    return send("GET", path, HttpRequest.newBuilder().GET());
  }

  JsonNode post(String path, Map<String, ?> body) {
    return send("POST", path, HttpRequest.newBuilder().header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
  }

  /** Send a file as the body; what else there is to say goes into the address. */
  JsonNode upload(String path, SequencedMap<String, String> parameters, byte[] content) {
    var query = parameters.entrySet().stream().map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    return send("POST", path + "?" + query, HttpRequest.newBuilder().header("Content-Type", "application/octet-stream").POST(HttpRequest.BodyPublishers.ofByteArray(content)));
  }

  private JsonNode send(String method, String path, HttpRequest.Builder request) {
    var target = base.resolve("api/v1/" + path);
    var doing = "asking server " + target + ": ";
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var response = http.send(request.uri(target).timeout(REQUEST_LIMIT).header("Accept", "application/json").build(), HttpResponse.BodyHandlers.ofString());
      var answer = json.readTree(response.body().isBlank() ? "{}" : response.body());
      if (response.statusCode() / 100 != 2) {
        throw refused(response.statusCode(), answer.path("detail").asString(doing + "HTTP " + response.statusCode()));
      }
      return answer;
    } catch (JacksonException e) {
      throw new AssayException.Unavailable(doing + "the answer is not JSON; is it an Assay server? Unset $" + SERVER + " to use the database directly", e);
    } catch (IOException e) {
      throw new AssayException.Unavailable(doing + "it does not answer (" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
          + "); start it with 'assay serve', or unset $" + SERVER + " to use the database directly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled(doing + "interrupted");
    }
  }

  /** Copy a file of the server's to a stream, however large it is. */
  void download(String path, OutputStream out) {
    var target = base.resolve(path);
    var doing = "fetching " + target + ": ";
    var request = HttpRequest.newBuilder(target).timeout(DOWNLOAD_LIMIT).header("Accept", "application/json, */*");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        if (response.statusCode() == 200) {
          body.transferTo(out);
          return;
        }
        throw refused(response.statusCode() / 100 == 3 ? 401 : response.statusCode(), detail(body.readAllBytes(), doing + "HTTP " + response.statusCode()));
      }
    } catch (IOException e) {
      throw new AssayException.Unavailable(doing + "it was not had to its end (" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
          + "); try again, or unset $" + SERVER + " to use the database directly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled(doing + "interrupted");
    }
  }

  /** Read an answer within an answer. */
  JsonNode parsed(String text) {
    return json.readTree(text.isBlank() ? "[]" : text);
  }

  private String detail(byte[] problem, String otherwise) {
    try {
      return json.readTree(problem).path("detail").asString(otherwise);
    } catch (JacksonException e) {
      return otherwise;
    }
  }

  private static AssayException refused(int status, String detail) {
    return switch (status) {
      case 401 -> new AssayException.Usage(detail + "; the command line takes it from $" + TOKEN);
      case 404 -> new AssayException.Nothing(detail);
      case 409 -> new AssayException.Capacity(detail);
      case 502 -> new AssayException.Lab(detail);
      case 500, 503 -> new AssayException.Unavailable(detail, null);
      case 504 -> new AssayException.TimedOut(detail);
      default -> new AssayException.Usage(detail);
    };
  }

  /** Return what a command ends with that waited for a run whose verdict is this word. */
  static ExitCode exitCode(String word) {
    return switch (word) {
      case "PASS" -> ExitCode.OK;
      case "FAIL" -> ExitCode.FAILED;
      case "SKIPPED" -> ExitCode.NOTHING;
      default -> ExitCode.INCONCLUSIVE;
    };
  }
}
