package dev.assay.drivers.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SSH server that runs commands by this machine's own {@code sh}, as OpenSSH would. */
final class TestingSshServer implements AutoCloseable {

  static final String USER = "root";
  static final String PASSWORD = "it's \"secret\"";

  private final SshServer server = SshServer.setUpDefaultServer();

  private TestingSshServer() {}

  static TestingSshServer start(Path folder) throws IOException {
    var testing = new TestingSshServer();
    var server = testing.server;
    server.setHost("127.0.0.1");
    server.setPort(0);
    var keys = new SimpleGeneratorHostKeyProvider(folder.resolve("host-key-" + System.identityHashCode(server)));
    keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
    server.setKeyPairProvider(keys);
    server.setPasswordAuthenticator((user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
    server.setCommandFactory((channel, command) -> new InvertedShellWrapper(new ProcessShell("sh", "-c", command)));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(Path.of("/")));
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    server.start();
    return testing;
  }

  String fingerprint() {
    try {
      var key = server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic();
      return KeyUtils.getFingerPrint(key);
    } catch (IOException | java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return server.getPort();
  }

  SshTarget target() {
    return SshTarget.parse("127.0.0.1:" + port(), fingerprint());
  }

  int sessions() {
    return server.getActiveSessions().size();
  }

  void dropSessions() throws IOException {
    for (var session : server.getActiveSessions()) {
      session.close(true).await();
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
