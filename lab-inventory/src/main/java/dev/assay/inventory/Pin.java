package dev.assay.inventory;

import java.time.Instant;
import java.util.Optional;

/**
 * A fingerprint that a host is held against.
 *
 * @param recorded when and on whose word it took the place of the lab file's; nothing when it is the lab file's
 */
public record Pin(String fingerprint, Optional<Recorded> recorded) {

  /** When a pin was recorded, and on whose word. */
  public record Recorded(Instant at, String who) {}

  /** What is pinned. */
  public enum Kind {
    SSH_KEY("ssh key"),
    CERTIFICATE("certificate");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Return what the lab file says of it. */
    Optional<String> declared(Lab.Host host) {
      return switch (this) {
        case SSH_KEY -> host.access().sshHostKey();
        case CERTIFICATE -> host.access().certificateSha256();
      };
    }

    @Override
    public String toString() {
      return words;
    }
  }

  static Pin declared(String fingerprint) {
    return new Pin(fingerprint, Optional.empty());
  }

  /** Say which it is and where it comes from. */
  public String describe() {
    return fingerprint + recorded.map(record -> " (recorded at " + record.at() + " by " + record.who() + ")").orElse(" (lab file)");
  }
}
