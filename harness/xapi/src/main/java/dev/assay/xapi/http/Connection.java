package dev.assay.xapi.http;

import dev.assay.core.AssayException;
import dev.assay.core.lab.WrongIdentityException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Sends HTTP requests to one server, and says in the lab's terms why no answer came. */
final class Connection implements AutoCloseable {

  private final URI base;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  Connection(URI base, TlsTrust trust, Duration connectLimit) {
    this.base = checked(base);
    var builder = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connectLimit)
        .executor(executor);
    this.client = (base.getScheme().equals("https") ? builder.sslContext(trust.context()) : builder).build();
  }

  private static URI checked(URI base) {
    var scheme = base.getScheme();
    if (base.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
      throw new AssayException.Usage("connecting to '" + base
          + "': expected https://HOST or https://HOST:PORT (or http for a host without TLS)");
    }
    return URI.create(scheme + "://" + base.getRawAuthority());
  }

  ExecutorService executor() {
    return executor;
  }

  /** Start a request for a path with its query already encoded. */
  HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(base.resolve(pathAndQuery));
  }

  /**
   * Send a request and wait for its whole answer (or, for a streamed one, its headers) at most this long by the wall clock.
   * The client's own time-out does not count the body.
   *
   * @throws AssayException.Lab when none comes
   */
  <T> HttpResponse<T> send(String what, HttpRequest request, HttpResponse.BodyHandler<T> handler, Duration limit) {
    CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new AssayException.Lab(what + " on " + base + ": no whole answer within " + text(limit)
          + "; is the host overloaded or its toolstack hung?", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled(what + " on " + base + ": cancelled");
    } catch (ExecutionException e) {
      throw failed(what, e.getCause());
    }
  }

  private AssayException failed(String what, Throwable cause) {
    var doing = what + " on " + base + ": ";
    return switch (cause) {
      case SSLException e when isOfCertificate(e) -> new WrongIdentityException(doing + "its certificate is not trusted: " + deepest(e)
          + "; compare it with the lab file", e);
      case SSLException e -> new AssayException.Lab(doing + "its TLS is not trusted: " + deepest(e)
          + "; compare the host's certificate with the lab file", e);
      case ConnectException e -> new AssayException.Lab(doing + "nobody takes the connection (" + reason(e)
          + "); is the host up and its toolstack running?", e);
      case HttpTimeoutException e -> new AssayException.Lab(doing
          + "the connection was not made in time; is the host up and reachable?", e);
      case IOException e -> new ConnectionLostException(doing + "the connection broke (" + reason(e) + ")", e);
      default -> throw new IllegalStateException(doing + "failed unexpectedly", cause);
    };
  }

  /** A host that is starting up may break off a handshake; that is not the same as showing another certificate. */
  private static boolean isOfCertificate(SSLException e) {
    return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause).anyMatch(CertificateException.class::isInstance);
  }

  /** The connection was made and then broke; whether the server acted on the request is not known. */
  static final class ConnectionLostException extends AssayException.Lab {
    ConnectionLostException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private static String deepest(Throwable error) {
    var cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return reason(cause);
  }

  private static String reason(Throwable error) {
    return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }

  static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
    executor.close();
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
