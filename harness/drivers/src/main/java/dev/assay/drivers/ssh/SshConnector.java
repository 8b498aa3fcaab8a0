package dev.assay.drivers.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.Session;
import dev.assay.core.AssayException;
import dev.assay.core.lab.WrongIdentityException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens sessions with one server, and says plainly why one cannot be opened.
 *
 * @param proxy how to get there when not directly
 */
record SshConnector(SshTarget target, SshLogin login, Supplier<Optional<Proxy>> proxy) {

  private static final int CONNECT_LIMIT_MILLIS = 20_000;
  /** A guest of an emulated host, reached through it, needs a minute for the arithmetic of a login when the host is crowded. */
  private static final int GUEST_LIMIT_MILLIS = 90_000;
  private static final int ALIVE_EVERY_MILLIS = 15_000;

  Session connect() {
    var hostKey = new PinnedHostKey(target.hostKey());
    var way = proxy.get();
    try {
      var session = prepared(hostKey);
      way.ifPresent(session::setProxy);
      session.connect(way.isPresent() ? GUEST_LIMIT_MILLIS : CONNECT_LIMIT_MILLIS);
      return session;
    } catch (JSchHostKeyException e) {
      throw wrongHostKey(hostKey, e);
    } catch (JSchException e) {
      throw new AssayException.Lab(doing() + reason(e), e);
    }
  }

  String doing() {
    return "connecting by SSH to " + login.user() + " at " + target + ": ";
  }

  private Session prepared(PinnedHostKey hostKey) throws JSchException {
    var client = new JSch();
    if (login instanceof SshLogin.ByKey(var user, var privateKey)) {
      client.addIdentity(user, privateKey.getBytes(StandardCharsets.UTF_8), null, null);
    }
    var session = client.getSession(login.user(), target.host(), target.port());
    session.setHostKeyRepository(hostKey);
    session.setConfig("StrictHostKeyChecking", "yes");
    session.setThreadFactory(Thread.ofVirtual().factory());
    session.setServerAliveInterval(ALIVE_EVERY_MILLIS);
    allowOldServers(session);
    switch (login) {
      case SshLogin.ByPassword(var account) -> {
        session.setConfig("PreferredAuthentications", "password,keyboard-interactive");
        session.setPassword(account.password().getBytes(StandardCharsets.UTF_8));
      }
      case SshLogin.ByKey key -> session.setConfig("PreferredAuthentications", "publickey");
    }
    return session;
  }

  /** Hosts of 6.x generations have an OpenSSH 4.3 to 5.3, which knows only these; safe since the key is pinned. */
  private static void allowOldServers(Session session) {
    session.setConfig("server_host_key", JSch.getConfig("server_host_key") + ",ssh-rsa");
    session.setConfig("PubkeyAcceptedAlgorithms", JSch.getConfig("PubkeyAcceptedAlgorithms") + ",ssh-rsa");
    session.setConfig("kex", JSch.getConfig("kex") + ",diffie-hellman-group14-sha1");
  }

  private WrongIdentityException wrongHostKey(PinnedHostKey hostKey, JSchException cause) {
    var expected = switch (target.hostKey()) {
      case SshTarget.HostKeyCheck.Pinned(var fingerprint) -> fingerprint;
      case SshTarget.HostKeyCheck.Any() -> "any";
    };
    return new WrongIdentityException(doing() + "the inventory's host key is " + expected + ", the server shows " + hostKey.shown()
        + "; if the host was installed anew, correct the lab file, otherwise somebody else answers at this address", cause);
  }

  private static String reason(JSchException e) {
    var message = String.valueOf(e.getMessage());
    if (message.startsWith("Auth ")) {
      return "the server refuses this login; check user and password in the lab file (" + message + ")";
    }
    return message + "; is the host on and installed?";
  }
}
