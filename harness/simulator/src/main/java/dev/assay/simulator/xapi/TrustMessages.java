package dev.assay.simulator.xapi;

import java.util.List;

/** Whose certificates the pool does not trust any more, and by which name of a certificate clients may log in. */
final class TrustMessages {

  private TrustMessages() {}

  static void register(Messages messages) {
    messages
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
