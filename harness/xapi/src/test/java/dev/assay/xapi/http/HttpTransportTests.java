package dev.assay.xapi.http;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.core.AssayException;
import dev.assay.core.lab.WrongIdentityException;
import dev.assay.xapi.HttpStatusException;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import dev.assay.xapi.wire.MalformedMessageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

class HttpTransportTests {

  private static final ApiTable TABLE = ApiTable.load();
  private static final String JSON_UUID = "{\"jsonrpc\":\"2.0\",\"result\":\"u-1\",\"id\":1}";
  private static final String XML_UUID = "<methodResponse><params><param><value><struct><member><name>Status</name><value>Success</value>"
      + "</member><member><name>Value</name><value>u-2</value></member></struct></value></param></params></methodResponse>";
  private static final HttpLimits LIMITS = new HttpLimits(ofSeconds(60), ofSeconds(60), ofSeconds(60), ofSeconds(60));
  private static final HttpLimits IMPATIENT = new HttpLimits(ofSeconds(60), ofMillis(100), ofMillis(100), ofMillis(100));

  private final List<AutoCloseable> opened = new ArrayList<>();
  private TestingCertificate certificate;
  private TestingHost host;

  @BeforeClass
  void makeCertificate() throws Exception {
    certificate = TestingCertificate.make();
  }

  @BeforeMethod
  void startHost() throws IOException {
    host = opened(TestingHost.overTls(certificate));
  }

  @AfterMethod
  void closeAll() throws Exception {
    for (var resource : opened.reversed()) {
      resource.close();
    }
    opened.clear();
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.add(resource);
    return resource;
  }

  private HttpTransport transport(URI uri, TlsTrust trust, HttpLimits limits) {
    return opened(new HttpTransport(uri, trust, TABLE, limits));
  }

  private HttpTransport transport() {
    return transport(host.uri(), certificate.pin(), LIMITS);
  }

  private static Object uuid(HttpTransport transport) {
    return transport.call("VM.get_uuid", List.of("OpaqueRef:s", "OpaqueRef:v"));
  }

  private static LinkedHashMap<String, String> query(String... pairs) {
    var query = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      query.put(pairs[i], pairs[i + 1]);
    }
    return query;
  }

  @Test
  void aPinnedHostIsBelievedWhateverItsNameAndDates() {
    host.at("/jsonrpc", 200, JSON_UUID);

    assertThat(uuid(transport())).isEqualTo("u-1");
  }

  @Test
  void aHostWithAnotherCertificateIsNot() {
    host.at("/jsonrpc", 200, JSON_UUID);
    var other = TlsTrust.pinned("AB:".repeat(31) + "AB");

    assertThatThrownBy(() -> uuid(transport(host.uri(), other, LIMITS))).isInstanceOf(WrongIdentityException.class)
        .hasMessageContaining("not the pinned abab").hasMessageContaining(Fingerprint.of(certificate.certificate()).hex());
    assertThat(host.requests).isEmpty();
  }

  @Test
  void aSelfMadeCertificateIsNotBelievedBySystem() {
    host.at("/jsonrpc", 200, JSON_UUID);

    assertThatThrownBy(() -> uuid(transport(host.uri(), new TlsTrust.BySystem(), LIMITS))).isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("not trusted");
    assertThat(host.requests).isEmpty();
  }

  @Test
  void aFingerprintIsSixtyFourHexDigits() {
    assertThatThrownBy(() -> TlsTrust.pinned("ab:cd")).isInstanceOf(AssayException.Usage.class).hasMessageContaining("64 hex digits");
  }

  @Test
  void plainHttpIsSpokenWhereTheAddressSaysSo() throws IOException {
    var plain = opened(TestingHost.plain()).at("/jsonrpc", 200, JSON_UUID);

    assertThat(uuid(transport(plain.uri(), new TlsTrust.BySystem(), LIMITS))).isEqualTo("u-1");
  }

  @Test
  void anAddressWithoutAKnownSchemeIsRefused() {
    assertThatThrownBy(() -> transport(URI.create("ftp://host"), certificate.pin(), LIMITS)).isInstanceOf(AssayException.Usage.class);
    assertThatThrownBy(() -> transport(URI.create("host"), certificate.pin(), LIMITS)).isInstanceOf(AssayException.Usage.class);
  }

  @Test
  void jsonIsSentAsTheExactTypeThatServersTake() {
    var types = new ArrayList<String>();
    host.at("/jsonrpc", exchange -> {
      types.add(TestingHost.header(exchange, "Content-Type"));
      TestingHost.answer(exchange, 200, JSON_UUID);
    });

    uuid(transport());

    assertThat(types).containsExactly("application/json");
  }

  @Test
  void aRefusalOfTheServerIsNoFailureOfTheLab() {
    host.at("/jsonrpc", 200, "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1,\"message\":\"HANDLE_INVALID\",\"data\":[\"VM\",\"x\"]},\"id\":1}");

    var error = catchThrowableOfType(XapiException.class, () -> uuid(transport()));

    assertThat(error.parameters()).containsExactly("VM", "x");
  }

  @Test
  void anOldHostIsSpokenToInXmlFromThenOn() {
    host.at("/jsonrpc", 404, "not here").at("/", 200, XML_UUID);
    var transport = transport();

    assertThat(List.of(uuid(transport), uuid(transport))).containsExactly("u-2", "u-2");
    assertThat(host.requests).containsExactly("POST /jsonrpc", "POST /", "POST /");
  }

  @Test
  void aHostThatAnswersJsonWithAPageIsSpokenToInXml() {
    host.at("/jsonrpc", 200, "<html>Welcome</html>").at("/", 200, XML_UUID);

    assertThat(uuid(transport())).isEqualTo("u-2");
  }

  @Test
  void aHostThatOnceSpokeJsonIsNotTriedInXml() {
    var calls = new AtomicInteger();
    host.at("/jsonrpc", exchange -> TestingHost.answer(exchange, 200, calls.incrementAndGet() == 1 ? JSON_UUID : "oops")).at("/", 200, XML_UUID);
    var transport = transport();
    uuid(transport);

    assertThatThrownBy(() -> uuid(transport)).isInstanceOf(MalformedMessageException.class).hasMessageContaining("VM.get_uuid");
  }

  @Test
  void garbageInBothFormsIsALabFailureThatTellsBoth() {
    host.at("/", 200, "garbage");

    assertThatThrownBy(() -> uuid(transport())).isInstanceOf(AssayException.Lab.class).hasMessageContaining("XML-RPC")
        .satisfies(error -> assertThat(error.getSuppressed()).hasSize(1));
  }

  @Test
  void anErrorStatusIsToldAsItIs() {
    host.at("/jsonrpc", 503, "busy").at("/", 200, XML_UUID);

    var error = catchThrowableOfType(HttpStatusException.class, () -> uuid(transport()));

    assertThat(error.status()).isEqualTo(503);
    assertThat(error).hasMessageContaining("VM.get_uuid");
  }

  @Test
  void nobodyListeningIsALabFailure() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    assertThatThrownBy(() -> uuid(transport(URI.create("https://127.0.0.1:" + port), certificate.pin(), LIMITS)))
        .isInstanceOf(AssayException.Lab.class).hasMessageContaining("nobody takes the connection").hasMessageContaining("VM.get_uuid");
  }

  @Test
  void aConnectionThatBreaksInMidAnswerIsALabFailure() throws IOException {
    var raw = opened(new RawHost("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"jsonrpc\":"));

    assertThatThrownBy(() -> transport(raw.uri(), certificate.pin(), LIMITS).call("VM.start", List.of("s", "v", false, false)))
        .isInstanceOf(AssayException.Lab.class).hasMessageContaining("connection broke");
    assertThat(raw.connections()).isEqualTo(1);
  }

  @Test
  void aCallThatOnlyReadsIsSentOnceMoreWhenTheConnectionBreaks() throws IOException {
    var raw = opened(new RawHost("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", "HTTP/1.1 200 OK\r\nContent-Length: "
        + JSON_UUID.length() + "\r\n\r\n" + JSON_UUID));

    assertThat(uuid(transport(raw.uri(), certificate.pin(), LIMITS))).isEqualTo("u-1");
    assertThat(raw.connections()).isEqualTo(2);
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() {
    var never = new CountDownLatch(1);
    host.at("/jsonrpc", _ -> awaitQuietly(never));

    assertThatThrownBy(() -> uuid(transport(host.uri(), certificate.pin(), IMPATIENT))).isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("no whole answer within 0.1s");
    never.countDown();
  }

  @Test
  void aServerThatStopsInMidAnswerIsGivenUp() {
    var never = new CountDownLatch(1);
    host.at("/jsonrpc", exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      awaitQuietly(never);
    });

    assertThatThrownBy(() -> uuid(transport(host.uri(), certificate.pin(), IMPATIENT))).isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("no whole answer");
    never.countDown();
  }

  @Test
  void eventsMayTakeTheirOwnTimeOutLonger() {
    host.at("/jsonrpc", 200, "{\"jsonrpc\":\"2.0\",\"result\":{\"events\":[],\"valid_ref_counts\":{},\"token\":\"t\"},\"id\":1}");

    var impatient = transport(host.uri(), certificate.pin(), new HttpLimits(ofSeconds(60), ofMillis(1), ofMillis(1), ofMillis(1)));

    assertThat(impatient.call("event.from", List.of("OpaqueRef:s", List.of("*"), "", 30.0)).toString()).contains("token=t");
  }

  @Test
  void handlersAreAskedWithTheirParametersEncoded() throws IOException {
    host.at("/rrd_updates", 200, "<xport/>");

    try (var stream = transport().get("/rrd_updates", query("session_id", "OpaqueRef:s", "vm", "a&b=c d"))) {
      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("<xport/>");
    }
    assertThat(host.requests).containsExactly("GET /rrd_updates?session_id=OpaqueRef%3As&vm=a%26b%3Dc+d");
  }

  @Test
  void handlersMayBeAskedWithNameAndPassword() throws IOException {
    var seen = new ArrayList<String>();
    host.at("/audit_log", exchange -> {
      seen.add(TestingHost.header(exchange, "Authorization"));
      TestingHost.answer(exchange, 200, "log");
    });

    transport().authenticatedAs("root", "secret").get("/audit_log", query()).close();

    assertThat(seen).containsExactly("Basic cm9vdDpzZWNyZXQ=");
  }

  @Test
  void aHandlerThatRefusesTellsItsStatusWithoutTheSession() {
    host.at("/export", exchange -> {
      exchange.getResponseHeaders().add("Location", "https://10.0.0.9/export?session_id=OpaqueRef:secret");
      TestingHost.answer(exchange, 302, "");
    });

    var error = catchThrowableOfType(HttpStatusException.class, () -> transport().get("/export", query("session_id", "OpaqueRef:secret")));

    assertThat(error.status()).isEqualTo(302);
    assertThat(error).hasMessageContaining("https://10.0.0.9/export").hasMessageNotContaining("secret");
  }

  @Test
  void aPathIsNeverMoreThanAPath() {
    assertThatThrownBy(() -> transport().get("/export?session_id=x", query())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> transport().get("//other-host/export", query())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void uploadsTellTheirLengthFirst() {
    var seen = new ArrayList<String>();
    host.at("/import", exchange -> {
      seen.add(TestingHost.header(exchange, "Content-Length"));
      seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      TestingHost.answer(exchange, 200, "ok");
    });

    var answer = transport().put("/import", query("session_id", "s"), new ByteArrayInputStream("image".getBytes(StandardCharsets.UTF_8)));

    assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("ok");
    assertThat(seen).containsExactly("5", "image");
  }

  @Test
  void aDownloadThatStandsStillIsGivenUp() {
    var never = new CountDownLatch(1);
    host.at("/export", exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("part".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      awaitQuietly(never);
    });
    var limits = new HttpLimits(ofSeconds(60), ofSeconds(60), ofMillis(100), ofSeconds(60));

    var stream = transport(host.uri(), certificate.pin(), limits).get("/export", query());

    assertThatThrownBy(stream::readAllBytes).isInstanceOf(AssayException.Lab.class).hasMessageContaining("stands still");
    never.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
