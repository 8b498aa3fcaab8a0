package dev.assay.site.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.assay.core.AssayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

public class WebhookTests {

  private static final byte[] BODY = "{\"verdict\":\"FAIL\"}".getBytes(StandardCharsets.UTF_8);

  /** The signature was computed beside this: printf '1700000000.{"verdict":"FAIL"}' | openssl dgst -sha256 -hmac key. */
  private static final String SIGNATURE = "sha256=1e42c8fa2188b78f4abac7e3fbbdf553eb49a087a6303caa691d7a31a907b4c8";

  @Test
  public void theReceiverCanTellWhoSentItAndWhen() throws IOException {
    var received = new ArrayList<String>();
    try (var receiver = new Receiver(204, received)) {
      new Webhook(receiver.address(), "key").send(BODY, Instant.ofEpochSecond(1_700_000_000));
    }
    assertThat(received).containsExactly("1700000000", SIGNATURE, "{\"verdict\":\"FAIL\"}");
  }

  @Test
  public void aReceiverThatRefusesIsTold() throws IOException {
    try (var receiver = new Receiver(500, new ArrayList<>())) {
      assertThatThrownBy(() -> new Webhook(receiver.address(), "key").send(BODY, Instant.EPOCH))
          .isInstanceOf(AssayException.Unavailable.class).hasMessageContaining("it answered 500");
    }
  }

  @Test
  public void whatKeepsItFromBeingSentIsSaidInWords() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> send("http://127.0.0.1:" + port + "/secret")).isInstanceOf(AssayException.Unavailable.class)
        .hasMessageContaining("127.0.0.1:" + port + ": nobody takes the connection").hasMessageNotContainingAny("secret", "Exception");
    assertThatThrownBy(() -> send("http://no-such-host.invalid/")).isInstanceOf(AssayException.Unavailable.class).hasMessageContaining("no host of that name");
    try (var receiver = new Receiver(302, new ArrayList<>())) {
      assertThatThrownBy(() -> send(receiver.address().toString())).hasMessageContaining("it answered 302, which sends elsewhere");
    }
  }

  private static void send(String address) {
    new Webhook(URI.create(address), "key").send(BODY, Instant.EPOCH);
  }

  @Test
  public void nothingIsSentWithoutASecretOrToNoAddress() {
    assertThatThrownBy(() -> new Webhook(URI.create("https://hooks.example/"), " ")).hasMessageContaining("ASSAY_WEBHOOK_SECRET");
    assertThatThrownBy(() -> new Webhook(URI.create("https://kim:pass@hooks.example/"), "key")).hasMessageContaining("holds a user").hasMessageNotContaining("pass@");
    assertThatThrownBy(() -> new Webhook(URI.create("file:///etc/passwd"), "key")).isInstanceOf(AssayException.Usage.class);
  }

  private record Receiver(HttpServer server) implements AutoCloseable {

    Receiver(int status, List<String> received) throws IOException {
      this(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
      server.createContext("/", exchange -> {
        received.add(exchange.getRequestHeaders().getFirst("X-Assay-Timestamp"));
        received.add(exchange.getRequestHeaders().getFirst("X-Assay-Signature"));
        received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
      });
      server.start();
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
