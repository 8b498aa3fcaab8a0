package dev.assay.simulator.xapi;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Certificates: what hosts were given to show, and which authorities the pool trusts. */
final class CertificateMessages {

  private static final Pattern PEM = Pattern.compile("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", Pattern.DOTALL);

  private CertificateMessages() {}

  static void register(Messages messages) {
    messages
        .quick("host.install_server_certificate", CertificateMessages::installServer)
        .quick("pool.install_ca_certificate", CertificateMessages::install)
        .quick("pool.certificate_install", CertificateMessages::install)
        .quick("pool.uninstall_ca_certificate", CertificateMessages::uninstall)
        .quick("pool.certificate_uninstall", CertificateMessages::uninstall)
        .quick("pool.certificate_list", call -> call.database()
            .where("Certificate", one -> one.text("type").equals("ca"))
            .<Object>map(one -> one.text("name"))
            .toList())
        .quick("pool.certificate_sync", _ -> Handler.VOID)
        .quick("pool.enable_tls_verification", call -> {
          Locks.check(call.pool().record(), "tls_verification_enable");
          call.pool().record().set("tls_verification_enabled", true);
          call.database().all("host").forEach(host -> host.set("tls_verification_enabled", true));
          return Handler.VOID;
        });
  }

  static Entity record(Call call, String name, String type, byte[] contents) {
    var certificate = call.database().create("Certificate").set("name", name).set("type", type);
    certificate.set("not_before", call.host().now()).set("not_after", call.host().now().plus(Duration.ofDays(3650)));
    certificate.set("fingerprint", fingerprint("SHA-256", contents)).set("fingerprint_sha256", fingerprint("SHA-256", contents));
    return certificate.set("fingerprint_sha1", fingerprint("SHA-1", contents));
  }

  private static String fingerprint(String algorithm, byte[] contents) {
    try {
      return HexFormat.ofDelimiter(":").formatHex(MessageDigest.getInstance(algorithm).digest(contents)).toUpperCase(Locale.ROOT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Optional<byte[]> decode(String pem) {
    var found = PEM.matcher(pem);
    try {
      return found.find() ? Optional.of(Base64.getMimeDecoder().decode(found.group(1).strip())) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Object installServer(Call call) {
    var host = call.object(0, "host");
    var contents = decode(call.text(1)).orElseThrow(() -> Refusal.of("SERVER_CERTIFICATE_INVALID"));
    if (!call.text(2).contains("PRIVATE KEY")) {
      throw Refusal.of("SERVER_CERTIFICATE_KEY_INVALID");
    }
    host.targets("certificates").stream().filter(one -> one.text("type").equals("host")).forEach(call.database()::delete);
    record(call, "", "host", contents).set("host", host.ref());
    return Handler.VOID;
  }

  private static Object install(Call call) {
    var name = call.text(0);
    if (!name.matches("[A-Za-z0-9_.-]+")) {
      throw Refusal.of("CERTIFICATE_NAME_INVALID", name);
    }
    if (find(call, name).isPresent()) {
      throw Refusal.of("CERTIFICATE_ALREADY_EXISTS", name);
    }
    record(call, name, "ca", decode(call.text(1)).orElseThrow(() -> Refusal.of("CERTIFICATE_CORRUPT", name)));
    return Handler.VOID;
  }

  private static Optional<Entity> find(Call call, String name) {
    return call.database().where("Certificate", one -> one.text("name").equals(name)).findFirst();
  }

  private static Object uninstall(Call call) {
    call.database().delete(find(call, call.text(0)).orElseThrow(() -> Refusal.of("CERTIFICATE_DOES_NOT_EXIST", call.text(0))));
    return Handler.VOID;
  }
}
