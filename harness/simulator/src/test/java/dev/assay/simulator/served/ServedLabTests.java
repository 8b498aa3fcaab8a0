package dev.assay.simulator.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.HostId;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.VirtualTime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** The sockets, against clients that are not ours: the JDK's for HTTPS, MINA's for SSH and SFTP. */
public class ServedLabTests {

  private static final HostId ID = HostId.of("h1");

  private VirtualTime time;
  private TestingHost host;
  private ServedLab lab;
  private HttpClient http;

  @BeforeMethod
  void serve() throws Exception {
    time = VirtualTime.paced(Instant.parse("2026-01-01T00:00:00Z"), 10);
    host = new TestingHost(time);
    lab = ServedLab.start(source(7), time, ServedLab.Settings.ANY_PORTS);
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trustingAll()).build();
  }

  @AfterMethod
  void close() {
    http.shutdownNow();
    lab.close();
    time.close();
  }

  private ServedLab.Source source(long seed) {
    SequencedMap<HostId, dev.assay.simulator.SimulatedHost> hosts = new LinkedHashMap<>();
    hosts.put(ID, host);
    return new ServedLab.Source(seed, hosts, address -> new Door.Login() {
      @Override
      public boolean listens() {
        return address.equals("10.1.0.9");
      }

      @Override
      public Shell shell(String user, String password) {
        return host.shell(user, password);
      }
    });
  }

  @Test
  public void jsonCallIsAnsweredInItsForm() throws Exception {
    assertThat(json("{\"jsonrpc\":\"2.0\",\"method\":\"VM.get_name_label\",\"params\":[\"s\",\"OpaqueRef:1\"],\"id\":7}").body())
        .contains("\"result\":\"name of OpaqueRef:1\"").contains("\"id\":7");
    assertThat(json("{\"method\":\"VM.get_name_label\",\"params\":[\"s\",\"OpaqueRef:1\"],\"id\":8}").body()).contains("\"error\":null");
  }

  @Test
  public void refusalIsAnAnswerNotAnHttpError() throws Exception {
    var answer = json("{\"jsonrpc\":\"2.0\",\"method\":\"session.login_with_password\",\"params\":[\"root\",\"wrong\"],\"id\":1}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"code\":1").contains("SESSION_AUTHENTICATION_FAILED");
  }

  @Test
  public void jsonOfAnotherContentTypeIsNotTaken() throws Exception {
    assertThat(post("/jsonrpc", "application/json; charset=utf-8", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  public void xmlCallIsAnsweredOnAnyPath() throws Exception {
    var call = "<?xml version='1.0'?><methodCall><methodName>VM.get_name_label</methodName><params>"
        + "<param><value><string>s</string></value></param><param><value>OpaqueRef:1</value></param></params></methodCall>";
    for (var path : new String[] {"/", "/RPC2", "/whatever"}) {
      assertThat(post(path, "text/xml", call).body()).contains("<value>name of OpaqueRef:1</value>");
    }
  }

  @Test
  public void whatIsNoCallIsABadRequest() throws Exception {
    assertThat(post("/", "text/xml", "<no").statusCode()).isEqualTo(400);
    assertThat(post("/jsonrpc", "application/json", "[1").statusCode()).isEqualTo(400);
  }

  @Test
  public void plainPathIsServedWithTheSessionFromTheAddressOrTheCookie() throws Exception {
    assertThat(get("/rrd_updates?session_id=OpaqueRef%3Asession&start=0").body()).startsWith("/rrd_updates {session_id=OpaqueRef:session, start=0}");
    var request = HttpRequest.newBuilder(xapi("/export")).header("Cookie", "a=b; session_id=OpaqueRef:session").build();
    assertThat(send(request).body()).startsWith("/export {session_id=OpaqueRef:session}");
    assertThat(get("/export").statusCode()).isEqualTo(401);
  }

  @Test
  public void uploadReachesTheHostWhole() throws Exception {
    var request = HttpRequest.newBuilder(xapi("/import?x=1")).PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[3_000_000])).build();
    assertThat(send(request).body()).isEqualTo("/import 3000000");
  }

  @Test
  public void hostThatDoesNotListenDropsConnections() {
    host.stopListening();
    assertThatThrownBy(() -> json("{\"jsonrpc\":\"2.0\",\"method\":\"VM.get_name_label\",\"params\":[\"s\",\"r\"],\"id\":7}")).isInstanceOf(IOException.class);
    assertThatThrownBy(this::login).isInstanceOf(IOException.class);
  }

  @Test
  public void thousandWatchersNeedNoThousandThreads() {
    var call = "{\"jsonrpc\":\"2.0\",\"method\":\"event.from\",\"params\":[\"s\",[],\"\",30.0],\"id\":1}";
    var request = HttpRequest.newBuilder(xapi("/jsonrpc")).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(call)).build();
    var threads = ManagementFactory.getThreadMXBean();
    threads.resetPeakThreadCount();
    var before = threads.getThreadCount();
    var answers = IntStream.range(0, 1000).mapToObj(_ -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString())).toList();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    // A hundred or so come and go with the client and with virtual threads' carriers on a busy machine; a watcher needs none.
    assertThat(threads.getPeakThreadCount() - before).isLessThan(300);
  }

  @Test
  public void commandRunsWithItsOutputErrorsAndStatus() throws Exception {
    try (var session = login(); var channel = session.createExecChannel("xl list | wc -l")) {
      var output = new java.io.ByteArrayOutputStream();
      var errors = new java.io.ByteArrayOutputStream();
      channel.setOut(output);
      channel.setErr(errors);
      channel.open().verify();
      channel.waitFor(java.util.EnumSet.of(ClientChannelEvent.CLOSED), 10_000);
      assertThat(output).hasToString("root ran [sh, -c, xl list | wc -l]");
      assertThat(errors).hasToString("with errors");
      assertThat(channel.getExitStatus()).isEqualTo(3);
    }
  }

  @Test
  public void filesCrossByAnIndependentSftpClient() throws Exception {
    var content = "x".repeat(500_000).getBytes(StandardCharsets.UTF_8);
    try (var session = login(); var sftp = SftpClientFactory.instance().createSftpClient(session)) {
      try (var out = sftp.write("/tmp/file")) {
        out.write(content);
      }
      assertThat(host.files.get("/tmp/file")).isEqualTo(content);
      try (var in = sftp.read("/tmp/file")) {
        assertThat(in.readAllBytes()).isEqualTo(content);
      }
      assertThat(sftp.stat("/tmp/file").getSize()).isEqualTo(500_000);
      assertThatThrownBy(() -> sftp.stat("/tmp/none")).isInstanceOf(IOException.class).hasMessageContaining("No such file");
      assertThatThrownBy(() -> sftp.remove("/tmp/file")).isInstanceOf(IOException.class);
    }
  }

  @Test
  public void guestIsReachedThroughItsHostOnItsSshPortOnly() throws Exception {
    try (var session = login()) {
      var forwarded = session.startLocalPortForwarding(0, new org.apache.sshd.common.util.net.SshdSocketAddress("10.1.0.9", 22));
      try (var guest = session.getFactoryManager() instanceof SshClient client
          ? client.connect("root", "127.0.0.1", forwarded.getPort()).verify(10_000).getSession()
          : null) {
        guest.addPasswordIdentity(TestingHost.PASSWORD);
        guest.auth().verify(10_000);
        assertThat(guest.isAuthenticated()).isTrue();
      }
    }
  }

  @Test
  public void hostShowsThePinnedKey() throws Exception {
    try (var session = login()) {
      assertThat(KeyUtils.getFingerPrint(session.getServerKey())).isEqualTo(lab.host(ID).sshHostKey());
    }
  }

  @Test
  public void sameSeedShowsTheSameFingerprintsAgain() {
    try (var again = ServedLab.start(source(7), time, ServedLab.Settings.ANY_PORTS);
        var other = ServedLab.start(source(8), time, ServedLab.Settings.ANY_PORTS)) {
      assertThat(again.host(ID).certificateSha256()).isEqualTo(lab.host(ID).certificateSha256());
      assertThat(again.host(ID).sshHostKey()).isEqualTo(lab.host(ID).sshHostKey());
      assertThat(other.host(ID).certificateSha256()).isNotEqualTo(lab.host(ID).certificateSha256());
      assertThat(lab.host(ID).powerCertificateSha256()).isNotEqualTo(lab.host(ID).certificateSha256());
    }
  }

  private ClientSession login() throws IOException {
    var client = SshClient.setUpDefaultClient();
    client.setServerKeyVerifier((session, address, key) -> true);
    client.start();
    var session = client.connect("root", "127.0.0.1", Integer.parseInt(lab.host(ID).ssh().split(":")[1])).verify(10_000).getSession();
    session.addPasswordIdentity(TestingHost.PASSWORD);
    session.addSessionListener(new org.apache.sshd.common.session.SessionListener() {
      @Override
      public void sessionClosed(org.apache.sshd.common.session.Session closed) {
        Thread.ofVirtual().start(client::stop);
      }
    });
    try {
      session.auth().verify(10_000);
      return session;
    } catch (IOException e) {
      client.stop();
      throw e;
    }
  }

  private HttpResponse<String> json(String body) throws IOException, InterruptedException {
    return post("/jsonrpc", "application/json", body);
  }

  private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(xapi(path)).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(xapi(path)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private URI xapi(String path) {
    return URI.create(lab.host(ID).xapi() + path);
  }

  private static SSLContext trustingAll() throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new javax.net.ssl.X509ExtendedTrustManager() {
      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type) {}

      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

      @Override
      public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
      }
    }}, null);
    return context;
  }
}
