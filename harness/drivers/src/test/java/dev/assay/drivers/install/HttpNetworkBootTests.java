package dev.assay.drivers.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class HttpNetworkBootTests {

  private static final HostId HOST = HostId.of("host one/é");

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpNetworkBoot boot;

  @BeforeMethod
  void listen() {
    boot = HttpNetworkBoot.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty());
    publish("boot.ipxe", "#!ipxe");
  }

  @AfterMethod
  void close() {
    boot.close();
  }

  @Test
  public void publishedFileIsServedAtItsAddress() throws Exception {
    assertThat(get(boot.address(HOST, "boot.ipxe")).body()).isEqualTo("#!ipxe");
  }

  @Test
  public void publishingReplacesAllFilesOfTheHost() throws Exception {
    publish("other", "x");
    assertThat(get(boot.address(HOST, "boot.ipxe")).statusCode()).isEqualTo(404);
    assertThat(get(boot.address(HOST, "other")).body()).isEqualTo("x");
  }

  @Test
  public void withdrawnHostFindsNothing() throws Exception {
    boot.withdraw(HOST);
    assertThat(get(boot.address(HOST, "boot.ipxe")).statusCode()).isEqualTo(404);
  }

  @Test
  public void otherHostFindsNothing() throws Exception {
    assertThat(get(boot.address(HostId.of("other"), "boot.ipxe")).statusCode()).isEqualTo(404);
  }

  @DataProvider
  Object[] wrongPaths() {
    return new Object[] {"/", "//", "/boot.ipxe", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/x/..%2f..%2fetc%2fpasswd", "/%00/a"};
  }

  @Test(dataProvider = "wrongPaths")
  public void pathThatWasNotPublishedLeadsNowhere(String path) throws Exception {
    assertThat(get(URI.create(boot.base() + path)).statusCode()).isIn(400, 404);
  }

  @Test
  public void nothingCanBeUploaded() throws Exception {
    var request = HttpRequest.newBuilder(boot.address(HOST, "boot.ipxe")).PUT(HttpRequest.BodyPublishers.ofString("evil")).build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    assertThat(get(boot.address(HOST, "boot.ipxe")).body()).isEqualTo("#!ipxe");
  }

  @Test
  public void whatAnInstallerReportsIsKeptUntilTheNextInstallation() throws Exception {
    assertThat(report(boot.address(HOST, "report"), "writing\n\u001b[31mdisk")).isEqualTo(204);
    assertThat(report(boot.address(HOST, "report"), "x".repeat(5000))).isEqualTo(204);
    assertThat(boot.reports(HOST)).hasSize(2).startsWith("writing [31mdisk").last().asString().hasSize(2000);
    publish("boot.ipxe", "#!ipxe");
    assertThat(boot.reports(HOST)).isEmpty();
  }

  @Test
  public void onlyAHostThatInstallsMayReportAndNotForEver() throws Exception {
    assertThat(report(boot.address(HostId.of("other"), "report"), "evil")).isEqualTo(404);
    assertThat(boot.reports(HostId.of("other"))).isEmpty();
    for (int i = 0; i < 200; i++) {
      report(boot.address(HOST, "report"), "again");
    }
    assertThat(report(boot.address(HOST, "report"), "again")).isEqualTo(429);
    assertThat(boot.reports(HOST)).hasSize(200);
  }

  @Test
  public void addressesNameTheWayHostsReachIt() {
    var reachedAs = Optional.of(URI.create("http://boot.lab:8080/assay/"));
    try (var other = HttpNetworkBoot.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reachedAs)) {
      assertThat(other.address(HostId.of("h1"), "boot.ipxe")).hasToString("http://boot.lab:8080/assay/h1/boot.ipxe");
    }
  }

  @Test
  public void takenPortIsNamed() {
    var taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), boot.base().getPort());
    assertThatThrownBy(() -> HttpNetworkBoot.listen(taken, Optional.empty()))
        .isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining(String.valueOf(boot.base().getPort()));
  }

  private void publish(String name, String content) {
    var files = new LinkedHashMap<String, byte[]>();
    files.put(name, content.getBytes(StandardCharsets.UTF_8));
    boot.publish(HOST, files);
  }

  private int report(URI address, String text) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(text)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }
}
