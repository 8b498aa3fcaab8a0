package dev.assay.simulator.xapi;

import java.util.List;

/** Whose certificates the pool does not trust any more, and by which name of a certificate clients may log in. */
final class TrustMessages {

  private static final List<String> TRUSTED = List.of("ca", "pinned");

  private TrustMessages() {}

  static void register(Messages messages) {
    messages
        .quick("pool.install_trusted_certificate", TrustMessages::trust)
        .quick("pool.uninstall_trusted_certificate", call -> {
          call.object(0, "pool");
          var certificate = call.object(1, "Certificate");
          if (!TRUSTED.contains(certificate.text("type"))) {
            throw Refusal.of("CERTIFICATE_DOES_NOT_EXIST", certificate.ref());
          }
          call.database().delete(certificate);
          return Handler.VOID;
        })
        .quick("pool.crl_list", call -> List.copyOf(call.pool().revocations()))
        .quick("pool.crl_install", TrustMessages::installRevocations)
        .quick("pool.crl_uninstall", call -> {
          if (!call.pool().revocations().remove(call.text(0))) {
            throw Refusal.of("CRL_DOES_NOT_EXIST", call.text(0));
          }
          return Handler.VOID;
        })
        .quick("pool.enable_client_certificate_auth", call -> {
          call.object(0, "pool").set("client_certificate_auth_enabled", true).set("client_certificate_auth_name", call.text(1));
          return Handler.VOID;
        })
        .quick("pool.disable_client_certificate_auth", call -> {
          call.object(0, "pool").set("client_certificate_auth_enabled", false).set("client_certificate_auth_name", "");
          return Handler.VOID;
        });
  }

  /** Trust an authority, or one certificate alone, for these purposes or for all. */
  private static Object trust(Call call) {
    call.object(0, "pool");
    var contents = CertificateMessages.decode(call.text(2)).orElseThrow(() -> Refusal.of("TRUSTED_CERTIFICATE_INVALID"));
    var certificate = CertificateMessages.record(call, "", call.flag(1) ? "ca" : "pinned", contents);
    var fingerprint = certificate.text("fingerprint_sha256");
    if (call.database().where("Certificate", one -> one != certificate && TRUSTED.contains(one.text("type")) && one.text("fingerprint_sha256").equals(fingerprint)).findAny().isPresent()) {
      call.database().delete(certificate);
      throw Refusal.of("CERTIFICATE_ALREADY_EXISTS", fingerprint);
    }
    certificate.set("purpose", call.list(3));
    return Handler.VOID;
  }

  private static Object installRevocations(Call call) {
    var name = call.text(0);
    if (!name.matches("[A-Za-z0-9_.-]+")) {
      throw Refusal.of("CRL_NAME_INVALID", name);
    }
    if (call.pool().revocations().contains(name)) {
      throw Refusal.of("CRL_ALREADY_EXISTS", name);
    }
    if (!call.text(1).contains("BEGIN X509 CRL")) {
      throw Refusal.of("CRL_CORRUPT", name);
    }
    call.pool().revocations().add(name);
    return Handler.VOID;
  }
}
