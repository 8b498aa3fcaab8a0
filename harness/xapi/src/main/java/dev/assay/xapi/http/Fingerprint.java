package dev.assay.xapi.http;

import dev.assay.core.AssayException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The SHA-256 digest of a certificate, as 64 lower-case hex digits. */
public record Fingerprint(String hex) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Fingerprint {
    if (!FORM.matcher(hex).matches()) {
      throw new AssayException.Usage("reading a certificate's fingerprint: '" + hex
          + "' is not 64 hex digits; get it by: openssl x509 -noout -fingerprint -sha256");
    }
  }

  /** Read hex digits in either case, with or without colons between. */
  public static Fingerprint parse(String text) {
    return new Fingerprint(text.strip().replace(":", "").toLowerCase(Locale.ROOT));
  }

  public static Fingerprint of(X509Certificate certificate) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Fingerprint(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("computing a certificate's fingerprint", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
