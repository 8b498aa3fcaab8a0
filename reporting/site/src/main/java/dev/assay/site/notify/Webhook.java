package dev.assay.site.notify;

import dev.assay.core.AssayException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts a document to an address, signed so that the receiver knows who sent it and when: {@code X-Assay-Signature} is
 * {@code sha256=} and the HMAC-SHA256, in hexadecimal, of {@code X-Assay-Timestamp}, a dot and the body.
 */
public final class Webhook {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final URI address;
  private final byte[] secret;

  public Webhook(URI address, String secret) {
    if (address.getHost() == null || !("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
      throw new AssayException.Usage("reading the webhook's address '" + address + "': expected http:// or https:// and a host");
    }
    if (address.getRawUserInfo() != null) {
      throw new AssayException.Usage("reading the webhook's address at " + address.getHost() + ": it holds a user or a password, which would be printed; the signature tells the receiver who sent it");
    }
    if (secret.isBlank()) {
      throw new AssayException.Usage("signing for the webhook " + address.getHost() + ": there is no secret; put one into ASSAY_WEBHOOK_SECRET");
    }
    this.address = address;
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /** Make one of an address as typed, signing with the secret in {@code $ASSAY_WEBHOOK_SECRET}. */
  public static Webhook to(String address) {
    try {
      return new Webhook(new URI(address), System.getenv().getOrDefault("ASSAY_WEBHOOK_SECRET", ""));
    } catch (URISyntaxException e) {
      throw new AssayException.Usage("reading the webhook's address: " + e.getReason() + " at character " + (e.getIndex() + 1) + "; expected one such as https://receiver.example/hook");
    }
  }

  /**
   * Send a JSON document, once.
   *
   * @throws AssayException.Unavailable when the receiver does not answer within 10 s, or refuses
   */
  public void send(byte[] body, Instant now) {
    var timestamp = Long.toString(now.getEpochSecond());
    var request = HttpRequest.newBuilder(address).timeout(LIMIT)
        .header("Content-Type", "application/json")
        .header("X-Assay-Timestamp", timestamp)
        .header("X-Assay-Signature", "sha256=" + signature(timestamp, body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    var client = HttpClient.newBuilder().connectTimeout(LIMIT).followRedirects(HttpClient.Redirect.NEVER).build();
    try {
      // The request's own limit ends with the first line of the answer; this one also ends an answer that never does.
      int status = client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      if (status / 100 != 2) {
        throw failure("it answered " + status + switch (status / 100) {
          case 3 -> ", which sends elsewhere; name the address that takes it";
          case 4 -> ", so it refused; see whether address and secret are those it expects";
          default -> "; try again later";
        }, null);
      }
    } catch (TimeoutException e) {
      throw failure("no answer within " + LIMIT.toSeconds() + " s; try again later", e);
    } catch (ExecutionException e) {
      throw failure(reason(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled("sending to the webhook at " + receiver() + ": interrupted");
    } finally {
      client.shutdownNow();
    }
  }

  private AssayException failure(String what, @Nullable Exception cause) {
    return new AssayException.Unavailable("sending to the webhook at " + receiver() + ": " + what, cause);
  }

  /** Name host and port alone: what follows them may be a secret. */
  public String receiver() {
    return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
  }

  private static String reason(@Nullable Throwable wrong) {
    return switch (wrong) {
      case HttpTimeoutException _ -> "no answer within " + LIMIT.toSeconds() + " s; try again later";
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException || e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException ->
          "no host of that name is known; see whether it is written right";
      case ConnectException _ -> "nobody takes the connection there; see whether the receiver runs, and its port";
      case SSLException e -> "its certificate or its TLS is not to be trusted (" + innermost(e) + "); give it a certificate for that name from an authority that this Java knows";
      case null, default -> String.valueOf(wrong);
    };
  }

  private static String innermost(Throwable wrong) {
    var cause = wrong;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private String signature(String timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
