package dev.assay.xapi.http;

import dev.assay.core.AssayException;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Why a host's certificate is believed. There is no way to believe any. */
public sealed interface TlsTrust {

  /** An authority that this machine trusts vouches for the host's name. */
  record BySystem() implements TlsTrust {}

  /** The certificate is exactly the one with this fingerprint; name and dates do not matter. */
  record Pinned(Fingerprint fingerprint) implements TlsTrust {}

  /** The certificate is exactly the one that is recorded at the moment of the handshake: a host gets a new one when it is installed. */
  record Recorded(Supplier<Fingerprint> fingerprint) implements TlsTrust {}

  /** Pin the certificate with this SHA-256 fingerprint, in hex with or without colons. */
  static TlsTrust pinned(String fingerprint) {
    return new Pinned(Fingerprint.parse(fingerprint));
  }

  /** Make what sockets need to hold a host to this trust. */
  default SSLContext context() {
    try {
      return switch (this) {
        case BySystem _ -> SSLContext.getDefault();
        case Pinned pinned -> trusting(new PinnedCertificate(pinned::fingerprint));
        case Recorded recorded -> trusting(new PinnedCertificate(recorded.fingerprint()));
      };
    } catch (GeneralSecurityException e) {
      throw new AssayException.Lab("preparing TLS: this Java has no TLS that works: " + e.getMessage(), e);
    }
  }

  private static SSLContext trusting(TrustManager manager) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {manager}, null);
    return context;
  }
}
