package dev.assay.xapi.http;

import dev.assay.core.AssayException;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.HttpStatusException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** The HTTP paths beside the API. */
final class Handlers implements HttpHandlers {

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_.-]+)+");

  private final Connection connection;
  private final HttpLimits limits;
  private final Optional<String> authorization;

  Handlers(Connection connection, HttpLimits limits) {
    this(connection, limits, Optional.empty());
  }

  private Handlers(Connection connection, HttpLimits limits, Optional<String> authorization) {
    this.connection = connection;
    this.limits = limits;
    this.authorization = authorization;
  }

  Handlers authenticatedAs(String user, String password) {
    var token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    return new Handlers(connection, limits, Optional.of("Basic " + token));
  }

  @Override
  public InputStream get(String path, SequencedMap<String, String> query) {
    var request = request(path, query).GET().build();
    var answer = connection.send("fetching " + path, request, HttpResponse.BodyHandlers.ofInputStream(), limits.call());
    if (answer.statusCode() != 200) {
      throw refusedStream(path, answer);
    }
    return new IdleLimitedStream(answer.body(), "fetching " + path + " on " + connection, limits.idle(), connection.executor());
  }

  /** Hosts want to know the length before the body, so a body is kept in a file until it is whole. */
  @Override
  public byte[] put(String path, SequencedMap<String, String> query, InputStream body) {
    try {
      var file = Files.createTempFile("assay-upload", ".tmp");
      try {
        Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        var request = request(path, query).PUT(HttpRequest.BodyPublishers.ofFile(file)).build();
        return answered(path, connection.send("sending " + path, request, HttpResponse.BodyHandlers.ofByteArray(), limits.upload()));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new AssayException.Lab("sending " + path + " to " + connection + ": the body cannot be kept on disk: " + e.getMessage(), e);
    }
  }

  private byte[] answered(String path, HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      throw refused(path, answer);
    }
    return answer.body();
  }

  private AssayException refusedStream(String path, HttpResponse<InputStream> answer) {
    try (var _ = answer.body()) {
      return refused(path, answer);
    } catch (IOException e) {
      return new AssayException.Lab("fetching " + path + " on " + connection + ": the connection broke after status "
          + answer.statusCode(), e);
    }
  }

  private HttpStatusException refused(String path, HttpResponse<?> answer) {
    var location = answer.headers().firstValue("Location").map(to -> "it is at " + withoutQuery(to)).orElse("");
    return new HttpStatusException(connection + path, answer.statusCode(), location);
  }

  /** A query may hold a session. */
  private static String withoutQuery(String location) {
    int query = location.indexOf('?');
    return query < 0 ? location : location.substring(0, query);
  }

  private HttpRequest.Builder request(String path, SequencedMap<String, String> query) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("'" + path + "' is no path of an HTTP handler");
    }
    var pairs = query.entrySet().stream().map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue())).toList();
    var request = connection.request(pairs.isEmpty() ? path : path + "?" + String.join("&", pairs));
    authorization.ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
