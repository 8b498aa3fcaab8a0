package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which operations a pool's state allows. */
final class PoolRules implements Rules {

  private static final List<String> ASKED_FOR = List.of(
      "ha_enable", "ha_disable", "cluster_create", "designate_new_master", "tls_verification_enable", "configure_repositories",
      "sync_updates", "sync_bundle", "get_updates", "apply_updates");

  @Override
  public List<String> operations() {
    return List.of(
        "ha_enable", "ha_disable", "cluster_create", "designate_new_master", "tls_verification_enable", "configure_repositories", "sync_updates",
        "sync_bundle", "apply_updates", "cert_refresh", "exchange_certificates_on_join", "exchange_ca_certificates_on_join",
        "copy_primary_host_certs", "eject", "get_updates", "exchange_crls_on_join");
  }

  @Override
  public Optional<XapiException> refusal(Entity pool, String operation) {
    boolean available = pool.flag("ha_enabled");
    return clash(pool, operation).or(() -> switch (operation) {
      case "ha_enable", "tls_verification_enable" -> available ? Optional.of(Refusal.of("HA_IS_ENABLED")) : Optional.empty();
      case "ha_disable" -> available ? Optional.empty() : Optional.of(Refusal.of("HA_NOT_ENABLED"));
      case "cluster_create" -> cannotCluster(pool);
      default -> Optional.empty();
    });
  }

  /** Two operations that administrators ask for refuse one another by name; the pool's own wait, and are waited for. */
  private static Optional<XapiException> clash(Entity pool, String operation) {
    return pool.map("current_operations").values().stream()
        .filter(running -> ASKED_FOR.contains(running) && ASKED_FOR.contains(operation))
        .findFirst()
        .map(running -> Refusal.of(((String) running).toUpperCase(Locale.ROOT) + "_IN_PROGRESS"))
        .or(() -> Rules.clash(pool, _ -> false));
  }

  private static Optional<XapiException> cannotCluster(Entity pool) {
    if (pool.poolIsUpgraded()) {
      return Optional.of(Refusal.of("NOT_SUPPORTED_DURING_UPGRADE"));
    }
    if (pool.hasOfClass("Cluster")) {
      return Optional.of(Refusal.of("CLUSTER_ALREADY_EXISTS"));
    }
    return pool.flag("ha_enabled") ? Optional.of(Refusal.of("INCOMPATIBLE_CLUSTER_STACK_ACTIVE", pool.text("ha_cluster_stack"))) : Optional.empty();
  }
}
