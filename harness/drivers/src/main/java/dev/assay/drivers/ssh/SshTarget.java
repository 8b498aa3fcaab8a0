package dev.assay.drivers.ssh;

import dev.assay.core.AssayException;
import java.util.regex.Pattern;

/**
 * Where an SSH server listens and whose key it must show.
 *
 * @param host a name or an address
 */
public record SshTarget(String host, int port, HostKeyCheck hostKey) {

  private static final int SSH_PORT = 22;
  private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]\\s]+)(?::(\\d{1,5}))?");

  /** What the server's host key is held against. */
  public sealed interface HostKeyCheck {

    /**
     * The key with this fingerprint and no other.
     *
     * @param fingerprint {@code SHA256:} and base64 without padding, as {@code ssh-keygen -lf} prints it
     */
    record Pinned(String fingerprint) implements HostKeyCheck {
      public Pinned {
        if (!fingerprint.matches("SHA256:[A-Za-z0-9+/]{43}")) {
          throw new AssayException.Usage("reading an SSH host key fingerprint: '" + fingerprint
              + "' is not SHA256: and 43 characters of base64, as 'ssh-keygen -lf' prints it");
        }
      }
    }

    /** Any key: only for guests made a moment ago, reached through a host whose own key was checked. */
    record Any() implements HostKeyCheck {}
  }

  /** Read {@code host[:port]} (an IPv6 address in brackets) and a {@code SHA256:...} fingerprint. */
  public static SshTarget parse(String address, String fingerprint) {
    return of(address, new HostKeyCheck.Pinned(fingerprint));
  }

  static SshTarget of(String address, HostKeyCheck hostKey) {
    var matcher = ADDRESS.matcher(address);
    var port = matcher.matches() && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : SSH_PORT;
    if (!matcher.matches() || port < 1 || port > 65_535) {
      throw new AssayException.Usage("reading an SSH address: '" + address + "' is not host or host:port");
    }
    return new SshTarget(matcher.group(1).replaceAll("[\\[\\]]", ""), port, hostKey);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
