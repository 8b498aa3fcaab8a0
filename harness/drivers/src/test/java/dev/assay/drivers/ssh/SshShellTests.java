package dev.assay.drivers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.time.SystemTime;
import dev.assay.drivers.ShellContract;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** The driver against an SSH server with a real POSIX shell behind it. */
public class SshShellTests extends ShellContract {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final SshLogin LOGIN = SshLogin.byPassword(TestingSshServer.USER, TestingSshServer.PASSWORD);

  private final SystemTime time = SystemTime.real();
  private Path folder;
  private TestingSshServer server;
  private int files;

  @BeforeClass
  void startServer() throws IOException {
    folder = Files.createTempDirectory("assay-ssh");
    server = TestingSshServer.start(folder);
  }

  @AfterClass
  void stopServer() throws IOException {
    server.close();
    try (var left = Files.walk(folder)) {
      for (var path : left.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  protected void withShell(Work work) {
    try (var shell = SshShell.connect(server.target(), LOGIN, time)) {
      work.on(shell);
    }
  }

  @Override
  protected String newFile() {
    return folder.resolve("file-" + files++).toString();
  }

  @Test
  public void anotherHostKeyIsRefusedNamingBoth() throws IOException {
    try (var other = TestingSshServer.start(folder)) {
      var target = SshTarget.parse("127.0.0.1:" + server.port(), other.fingerprint());
      assertThatThrownBy(() -> SshShell.connect(target, LOGIN, time))
          .isInstanceOf(AssayException.Lab.class)
          .hasMessageContaining(other.fingerprint())
          .hasMessageContaining(server.fingerprint());
    }
  }

  @Test
  public void wrongPasswordIsNamedAndNotShown() {
    var login = SshLogin.byPassword("root", "guessed");
    assertThatThrownBy(() -> SshShell.connect(server.target(), login, time))
        .isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("refuses this login")
        .hasMessageNotContaining("guessed");
  }

  @Test
  public void refusedConnectionIsTheLabsFailure() throws IOException {
    int unused;
    try (var socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    var target = SshTarget.parse("127.0.0.1:" + unused, server.fingerprint());
    assertThatThrownBy(() -> SshShell.connect(target, LOGIN, time))
        .isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("127.0.0.1:" + unused)
        .hasMessageContaining("refused");
  }

  @Test
  public void floodOfOutputIsCappedAndCounted() {
    withShell(shell -> {
      var result = shell.run(LIMIT, List.of("head", "-c", "20000000", "/dev/zero"));
      assertThat(result.status()).isZero();
      assertThat(result.output()).hasSizeLessThan(RemoteCommand.OUTPUT_CAP + 100).endsWith("[" + (20_000_000 - RemoteCommand.OUTPUT_CAP) + " more bytes were not kept]\n");
    });
  }

  @Test
  public void allCommandsShareOneSession() {
    withShell(shell -> {
      int before = server.sessions();
      shell.run(LIMIT, List.of("true"));
      shell.run(LIMIT, List.of("true"));
      assertThat(server.sessions()).isEqualTo(before);
    });
  }

  @Test(invocationCount = 20)
  public void whetherALoginStillAnswersIsFoundOutByAsking() throws IOException {
    try (var other = TestingSshServer.start(folder); var shell = SshShell.connect(other.target(), LOGIN, time)) {
      assertThat(shell.answers()).isTrue();
      assertThat(shell.isLost()).isFalse();
      other.dropSessions();
      assertThat(shell.answers()).isFalse();
      assertThat(shell.isLost()).isTrue();
      assertThat(shell.run(LIMIT, List.of("echo", "again")).output()).isEqualTo("again\n");
      assertThat(shell.answers()).isTrue();
    }
  }

  @Test(invocationCount = 20)
  public void commandAfterALostSessionOpensANewOne() {
    withShell(shell -> {
      dropSessions();
      dev.assay.core.time.Await.on(time).until("the shell works again", () -> works(shell)).every(Duration.ofMillis(10)).within(LIMIT);
    });
  }

  @Test
  public void commandInFlightWhenTheSessionIsLostFailsAndIsNotRepeated() {
    withShell(shell -> {
      var mark = newFile();
      var running = time.fork("run", () -> shell.run(Duration.ofMinutes(1), List.of("sh", "-c", "echo once >> " + mark + "; sleep 60")));
      dev.assay.core.time.Await.on(time).until("it runs", () -> written(mark)).every(Duration.ofMillis(10)).within(LIMIT);
      dropSessions();
      assertThatThrownBy(running::join).isInstanceOf(AssayException.Lab.class);
      assertThat(Path.of(mark)).hasContent("once");
    });
  }

  @Test
  public void wildcardsInPathsAreLettersOfTheName() {
    withShell(shell -> {
      var file = newFile() + "-*?[1]";
      shell.write(file, new byte[] {1});
      assertThat(shell.read(file)).containsExactly(1);
      assertThat(Path.of(file)).exists();
    });
  }

  @Test
  public void guestIsReachedThroughItsHost() throws IOException {
    try (var guest = TestingSshServer.start(folder);
        var host = SshShell.connect(server.target(), LOGIN, time);
        var shell = SshShell.through(host, "127.0.0.1:" + guest.port(), TestingSshServer.USER, TestingSshServer.PASSWORD)) {
      assertThat(shell.run(LIMIT, List.of("echo", "inside")).output()).isEqualTo("inside\n");
      assertThat(guest.sessions()).isEqualTo(1);
    }
  }

  @Test
  public void zeroByteInAnArgumentIsRefused() {
    withShell(shell -> assertThatThrownBy(() -> shell.run(LIMIT, List.of("echo", "a\0b"))).isInstanceOf(AssayException.Usage.class));
  }

  private boolean works(dev.assay.core.lab.Shell shell) {
    try {
      return shell.run(LIMIT, List.of("true")).succeeded();
    } catch (AssayException.Lab e) {
      return false;
    }
  }

  /** The shell makes the file before the command writes to it. */
  private static boolean written(String file) {
    return Path.of(file).toFile().length() > 0;
  }

  private void dropSessions() {
    try {
      server.dropSessions();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
