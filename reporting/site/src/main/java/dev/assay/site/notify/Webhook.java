package dev.assay.site.notify;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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
    if (secret.isBlank()) {
      throw new AssayException.Usage("signing for the webhook " + address.getHost() + ": there is no secret; put one into ASSAY_WEBHOOK_SECRET");
    }
    this.address = address;
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
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
    try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).followRedirects(HttpClient.Redirect.NEVER).build()) {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new AssayException.Unavailable("sending to the webhook at " + address.getHost() + ": it answered " + status + "; nothing was kept back, send it again with: assay report --webhook", null);
      }
    } catch (IOException e) {
      throw new AssayException.Unavailable("sending to the webhook at " + address.getHost() + ": " + e + "; send it again with: assay report --webhook", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled("sending to the webhook at " + address.getHost() + ": interrupted");
    }
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
