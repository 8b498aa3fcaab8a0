package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Optional;

/** Which operations a pool's state allows. */
final class PoolRules implements Rules {

  @Override
  public List<String> operations() {
    return List.of(
        "ha_enable", "ha_disable", "cluster_create", "designate_new_master", "tls_verification_enable", "configure_repositories", "sync_updates",
        "sync_bundle", "apply_updates", "cert_refresh", "exchange_certificates_on_join", "exchange_ca_certificates_on_join",
        "copy_primary_host_certs", "eject", "get_updates", "exchange_crls_on_join");
  }

  @Override
  public Optional<XapiException> refusal(Entity pool, String operation) {
    return Rules.clash(pool, _ -> false).or(() -> switch (operation) {
      case "ha_enable" -> pool.flag("ha_enabled") ? Optional.of(Refusal.of("HA_IS_ENABLED")) : Optional.empty();
      case "ha_disable" -> pool.flag("ha_enabled") ? Optional.empty() : Optional.of(Refusal.of("HA_NOT_ENABLED"));
      default -> Optional.empty();
    });
  }
}
