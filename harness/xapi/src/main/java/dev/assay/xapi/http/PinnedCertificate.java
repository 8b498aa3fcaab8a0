package dev.assay.xapi.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes one certificate and no other.
 *
 * <p>It is of the extended kind so that Java leaves the check of the host's name to it: a host's own certificate rarely
 * bears the address that a lab reaches it by, and the pin says more than a name could.
 */
final class PinnedCertificate extends X509ExtendedTrustManager {

  private final Supplier<Fingerprint> pin;

  PinnedCertificate(Supplier<Fingerprint> pin) {
    this.pin = pin;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    var seen = Fingerprint.of(chain[0]);
    var pinned = pin.get();
    if (!seen.equals(pinned)) {
      throw new CertificateException("its certificate has the fingerprint " + seen + ", not the pinned " + pinned);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
    throw new CertificateException("clients are not checked here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
    throw new CertificateException("clients are not checked here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
    throw new CertificateException("clients are not checked here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
