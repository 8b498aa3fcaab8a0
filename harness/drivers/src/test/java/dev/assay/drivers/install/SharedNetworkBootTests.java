package dev.assay.drivers.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Several runs on one lab, whose hosts know one address for their installation. */
class SharedNetworkBootTests {

  private static final HostId HERS = HostId.of("xen-1");
  private static final HostId HIS = HostId.of("xen-2");

  private final SystemTime time = SystemTime.faster(60);
  private InetSocketAddress port = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private record OnlyFiles(HttpNetworkBoot files) implements SharedNetworkBoot.Serving {
    @Override
    public void close() {
      files.close();
    }
  }

  @BeforeMethod
  void chooseAPort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
    }
  }

  @Test
  void runsThatInstallTakeTurns() throws IOException {
    try (var hers = run(); var his = run()) {
      publish(hers, HERS, "hers");
      assertThat(fetch(hers, HERS)).isEqualTo("hers");
      var waits = time.fork("another run", () -> {
        publish(his, HIS, "his");
        return fetch(his, HIS);
      });
      hers.withdraw(HERS);
      assertThat(waits.join()).isEqualTo("his");
      assertThatThrownBy(() -> fetch(hers, HERS)).isInstanceOf(IOException.class);
    }
  }

  /** On virtual time, which stands while somebody waits for a lock. */
  @Test(timeOut = 120_000)
  void hostsOfOneRunWaitTogetherAndNoneOfThemForTheOthersLock() {
    try (var lab = VirtualTime.startingAt(Instant.EPOCH)) {
      lab.run("two runs", () -> {
        try (var hers = run(lab); var his = run(lab)) {
          publish(hers, HERS, "hers");
          var waits = Stream.of(HERS, HIS).map(host -> lab.fork("install " + host, () -> {
            publish(his, host, "his");
            return true;
          })).toList();
          lab.sleep(Duration.ofMinutes(1));
          assertThat(waits).noneMatch(Time.Fork::isDone);
          hers.withdraw(HERS);
          waits.forEach(Time.Fork::join);
          assertThat(fetch(his, HERS)).isEqualTo("his");
          assertThat(fetch(his, HIS)).isEqualTo("his");
          return true;
        }
      });
    }
  }

  @Test
  void portIsHeldUntilTheLastHostIsDone() throws IOException {
    try (var run = run()) {
      publish(run, HERS, "first");
      publish(run, HIS, "second");
      run.withdraw(HERS);
      assertThat(fetch(run, HIS)).isEqualTo("second");
      run.withdraw(HIS);
      assertThatThrownBy(() -> fetch(run, HIS)).isInstanceOf(IOException.class);
      assertThat(run.reports(HIS)).isEmpty();
    }
  }

  @Test
  void aStrangerOnThePortIsToldAtOnce() throws IOException {
    try (var _ = new ServerSocket(port.getPort(), 1, port.getAddress())) {
      assertThatThrownBy(() -> new SharedNetworkBoot(base(), this::serve, () -> SharedNetworkBoot.Holder.STRANGER, time))
          .isInstanceOf(AssayException.Lab.class).hasMessageContaining("serving installation files");
    }
  }

  @Test
  void anotherRunIsToldFromAStranger() {
    assertThat(HttpNetworkBoot.holder(port)).isEqualTo(SharedNetworkBoot.Holder.NOBODY);
    var files = serve();
    assertThat(HttpNetworkBoot.holder(port)).isEqualTo(SharedNetworkBoot.Holder.ANOTHER_RUN);
    files.close();
  }

  private SharedNetworkBoot run() {
    return run(time);
  }

  private SharedNetworkBoot run(Time of) {
    return new SharedNetworkBoot(base(), this::serve, () -> HttpNetworkBoot.holder(port), of);
  }

  private SharedNetworkBoot.Serving serve() {
    return new OnlyFiles(HttpNetworkBoot.listen(port, Optional.empty()));
  }

  private URI base() {
    return URI.create("http://127.0.0.1:" + port.getPort());
  }

  private static void publish(SharedNetworkBoot run, HostId host, String text) {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("boot.ipxe", text.getBytes(StandardCharsets.UTF_8));
    run.publish(host, files);
  }

  private static String fetch(SharedNetworkBoot run, HostId host) throws IOException {
    try (var content = run.address(host, "boot.ipxe").toURL().openStream()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
