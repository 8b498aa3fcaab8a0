package dev.assay.simulator.served;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/**
 * A self-signed certificate, as a freshly installed host has one. It says the same for the same key, down to the
 * signature: its validity is fixed, not counted from today.
 */
record Certificate(KeyPair key, X509Certificate certificate) {

  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2050-01-01T00:00:00Z");

  static Certificate selfSigned(String name, KeyPair key) {
    try {
      var subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
      var serial = new BigInteger(1, sha256(key.getPublic().getEncoded())).shiftRight(100);
      var builder = new JcaX509v3CertificateBuilder(subject, serial, Date.from(FROM), Date.from(UNTIL), subject, key.getPublic())
          .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")
          }));
      return new Certificate(key, new JcaX509CertificateConverter().getCertificate(builder.build(new RepeatableSigner(key.getPrivate()))));
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException("making the certificate of " + name, e);
    }
  }

  String sha256() {
    try {
      return HexFormat.of().formatHex(sha256(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Write it as a host keeps it; the private key beside it is left out. */
  String pem() {
    try {
      var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
