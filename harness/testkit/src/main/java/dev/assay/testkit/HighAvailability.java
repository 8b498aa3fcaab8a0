package dev.assay.testkit;

import dev.assay.xapi.model.PoolFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pool that watches its hosts and starts protected VMs elsewhere when one is lost, until this is closed. */
public final class HighAvailability implements AutoCloseable {

  private final Toolstack toolstack;

  private HighAvailability(Toolstack toolstack) {
    this.toolstack = toolstack;
  }

  static HighAvailability on(Toolstack toolstack, Sr heartbeats) {
    return toolstack.bench().act("ha.enable", heartbeats.name(), Map.of(), () -> {
      toolstack.run("pool.enable_ha", List.of(heartbeats.ref()), new LinkedHashMap<String, Object>());
      return new HighAvailability(toolstack);
    });
  }

  public boolean isOn() {
    return (boolean) toolstack.session().call("pool.get_ha_enabled", toolstack.pool());
  }

  /** Plan for the loss of so many hosts. */
  public void tolerate(int failures) {
    toolstack.session().call("pool.set_ha_host_failures_to_tolerate", toolstack.pool(), (long) failures);
  }

  /** Return for how many lost hosts the product says that its plan is good. */
  public long planExistsFor() {
    return (long) toolstack.session().call("pool.get_ha_plan_exists_for", toolstack.pool());
  }

  /** Switch it on once more, as it must not be. */
  public void enableAgain() {
    toolstack.session().call("pool.enable_ha", List.of(), new LinkedHashMap<String, Object>());
  }

  /** Return what the product keeps for it on shared storage. */
  public int stateFiles() {
    return ((List<?>) toolstack.session().call("pool.get_ha_statefiles", toolstack.pool())).size();
  }

  @Override
  public void close() {
    toolstack.bench().act("ha.disable", toolstack.session().get(PoolFields.UUID, toolstack.pool()), () -> toolstack.run("pool.disable_ha"));
  }
}
