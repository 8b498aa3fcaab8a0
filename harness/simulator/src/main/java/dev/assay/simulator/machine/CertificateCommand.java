package dev.assay.simulator.machine;

import dev.assay.simulator.shell.CommandFailed;
import dev.assay.simulator.shell.Invocation;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;

/** Of {@code openssl} the one use that says a certificate's fingerprint. */
final class CertificateCommand {

  private static final List<String> MODELLED = List.of("x509", "-noout", "-fingerprint", "-sha256", "-in");

  private CertificateCommand() {}

  static int run(Invocation invocation) {
    var words = invocation.arguments();
    if (words.size() != MODELLED.size() + 1 || !words.subList(0, MODELLED.size()).equals(MODELLED)) {
      throw new CommandFailed(1, "only '" + String.join(" ", MODELLED) + " FILE' is simulated");
    }
    if (!invocation.files().isFile(words.getLast())) {
      throw new CommandFailed(1, "Could not open file or uri for loading certificate from " + words.getLast());
    }
    try {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(invocation.files().read(words.getLast())));
      var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      invocation.line("sha256 Fingerprint=" + HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest));
      return 0;
    } catch (GeneralSecurityException e) {
      throw new CommandFailed(1, "Could not read certificate from " + words.getLast());
    }
  }
}
