package dev.assay.drivers.power;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the one certificate with a known fingerprint, whatever name it carries and whoever signed it: management
 * controllers ship with self-signed ones.
 */
final class PinnedTls extends X509ExtendedTrustManager {

  private final String fingerprint;

  private PinnedTls(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  /** Make a TLS context that trusts only the certificate with this SHA-256 fingerprint (hexadecimal, colons allowed). */
  static SSLContext trustingOnly(String sha256) {
    try {
      var context = SSLContext.getInstance("TLS");
      var pinned = new PinnedTls(sha256.replace(":", "").toLowerCase(Locale.ROOT));
      context.init(null, new TrustManager[] {pinned}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    try {
      var shown = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded()));
      if (!shown.equals(fingerprint)) {
        throw new CertificateException("the inventory's certificate is SHA-256 " + fingerprint + ", the server shows " + shown);
      }
    } catch (GeneralSecurityException e) {
      throw e instanceof CertificateException refused ? refused : new CertificateException(e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw notAServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
    throw notAServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
    throw notAServer();
  }

  private static CertificateException notAServer() {
    return new CertificateException("a power driver is no TLS server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
