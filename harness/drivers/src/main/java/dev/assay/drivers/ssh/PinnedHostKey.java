package dev.assay.drivers.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Holds the key a server shows against the one expected, in place of a known_hosts file. */
final class PinnedHostKey implements HostKeyRepository {

  private final SshTarget.HostKeyCheck expected;
  private volatile String shown = "";

  PinnedHostKey(SshTarget.HostKeyCheck expected) {
    this.expected = expected;
  }

  /** Return the type and fingerprint of the key that the server showed; empty before it showed one. */
  String shown() {
    return shown;
  }

  @Override
  public int check(String host, byte[] key) {
    var fingerprint = fingerprint(key);
    shown = type(key) + " " + fingerprint;
    return switch (expected) {
      case SshTarget.HostKeyCheck.Pinned(var pinned) -> pinned.equals(fingerprint) ? OK : CHANGED;
      case SshTarget.HostKeyCheck.Any() -> OK;
    };
  }

  private static String fingerprint(byte[] key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** An SSH public key begins with its type, as a length and characters (RFC 4253, 6.6). */
  private static String type(byte[] key) {
    var buffer = ByteBuffer.wrap(key);
    var length = buffer.remaining() < Integer.BYTES ? 0 : buffer.getInt();
    return length <= 0 || length > buffer.remaining() ? "unknown" : new String(key, Integer.BYTES, length, StandardCharsets.US_ASCII);
  }

  @Override
  public void add(HostKey key, @Nullable UserInfo user) {}

  @Override
  public void remove(String host, @Nullable String type) {}

  @Override
  public void remove(String host, @Nullable String type, byte @Nullable [] key) {}

  @Override
  public String getKnownHostsRepositoryID() {
    return "the inventory";
  }

  @Override
  public HostKey[] getHostKey() {
    return new HostKey[0];
  }

  @Override
  public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
    return new HostKey[0];
  }
}
