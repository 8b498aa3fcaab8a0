package dev.assay.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.time.Await;
import dev.assay.core.time.SystemTime;
import dev.assay.drivers.ssh.SshLogin;
import dev.assay.drivers.ssh.SshShell;
import dev.assay.drivers.ssh.SshTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Against a server that runs programs of this machine. */
class HostLoginTests {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final SystemTime time = SystemTime.real();
  private final AtomicInteger logins = new AtomicInteger();
  private SshServer server = SshServer.setUpDefaultServer();
  private String pinned = "";
  private HostLogin host = new HostLogin(Optional::empty, this::login, time);

  @BeforeMethod
  void start() throws IOException, NoSuchAlgorithmException {
    var keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(256);
    var key = keys.generateKeyPair();
    pinned = KeyUtils.getFingerPrint(key.getPublic());
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(key));
    server.setPasswordAuthenticator((user, password, session) -> true);
    server.setCommandFactory((channel, command) -> new InvertedShellWrapper(new ProcessShell("sh", "-c", command)));
    server.start();
    logins.set(0);
    host = new HostLogin(() -> Optional.of(pinned), this::login, time);
  }

  @AfterMethod(alwaysRun = true)
  void stop() throws IOException {
    host.close();
    server.stop(true);
  }

  @Test
  void allShellsOfAHostShareOneLogin() {
    IntStream.range(0, 3).forEach(_ -> assertThat(answer()).isEqualTo("here\n"));
    assertThat(logins).hasValue(1);
    assertThat(server.getActiveSessions()).hasSize(1);
  }

  @Test
  void aLoginThatWasLostIsMadeAnewForTheNextShell() throws IOException {
    answer();
    for (var session : server.getActiveSessions()) {
      session.close(true).await();
    }
    assertThat(answer()).isEqualTo("here\n");
  }

  @Test
  void aHostThatIsDownIsFoundOutThoughItsLoginIsKept() throws IOException {
    answer();
    server.stop(true);
    assertThatThrownBy(host::shell).isInstanceOf(AssayException.Lab.class).hasMessageContaining("is the host on and installed?");
  }

  @Test
  void aHostThatIsHeldAgainstAnotherKeySinceIsLoggedInToAnew() {
    answer();
    pinned = "SHA256:" + "A".repeat(43);
    assertThatThrownBy(host::shell).isInstanceOf(AssayException.Lab.class).hasMessageContaining(pinned);
    assertThat(logins).hasValue(2);
  }

  @Test
  void whoFindsNoPlaceLogsInForHimself() throws IOException {
    var folder = Files.createTempDirectory("assay-places");
    var running = IntStream.range(0, 8).mapToObj(number -> time.fork("program " + number, () -> {
      try (var shell = host.shell()) {
        return shell.run(LIMIT, List.of("sh", "-c", "touch " + folder + "/" + number + "; until test -e " + folder + "/go; do sleep 0.1; done"));
      }
    })).toList();
    Await.on(time).until("all run", () -> IntStream.range(0, 8).allMatch(number -> Files.exists(folder.resolve("" + number)))).every(Duration.ofMillis(20)).within(LIMIT);
    assertThat(server.getActiveSessions()).hasSize(2);
    Path go = Files.createFile(folder.resolve("go"));
    assertThat(running).allMatch(fork -> fork.join().succeeded());
    Await.on(time).until("the one of his own is closed", () -> server.getActiveSessions().size() == 1).every(Duration.ofMillis(20)).within(LIMIT);
    Files.delete(go);
    for (int number = 0; number < 8; number++) {
      Files.delete(folder.resolve("" + number));
    }
    Files.delete(folder);
  }

  private String answer() {
    try (var shell = host.shell()) {
      return shell.run(LIMIT, List.of("echo", "here")).output();
    }
  }

  private SshShell login() {
    logins.incrementAndGet();
    return SshShell.connect(SshTarget.parse("127.0.0.1:" + server.getPort(), pinned), SshLogin.byPassword("root", "any"), time);
  }
}
