package dev.assay.drivers.power;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Power;
import dev.assay.core.time.Await;
import dev.assay.core.time.Time;
import dev.assay.drivers.Account;
import dev.assay.drivers.Patience;
import dev.assay.xapi.http.TlsTrust;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The power of the first computer system that a Redfish service (DSP0266) manages.
 *
 * <p>{@link #set} returns when the service reports the state, for a controller acts some seconds after it agreed.
 */
public final class RedfishPower implements Power, AutoCloseable {

  private static final Duration STATE_LIMIT = Duration.ofMinutes(2);

  private final RedfishClient client;
  private final URI service;
  private final Time time;
  private volatile @Nullable String systemPath;

  /**
   * Use the service at this address; nothing is asked of it yet.
   *
   * @param service {@code https://host[:port]}
   */
  public RedfishPower(URI service, TlsTrust trust, Account account, Time time) {
    if (!"https".equals(service.getScheme())) {
      throw new AssayException.Usage("power controller " + service + ": its password is sent over https only");
    }
    this.client = new RedfishClient(service, trust, account);
    this.service = service;
    this.time = time;
  }

  @Override
  public State state() {
    var reported = system().path("PowerState").asString("");
    return switch (reported) {
      case "On", "PoweringOff", "Paused" -> State.ON;
      case "Off", "PoweringOn" -> State.OFF;
      default -> throw new AssayException.Lab(
          "asking power controller " + service + " for the power state: it says '" + reported + "', which the specification does not know");
    };
  }

  @Override
  public void set(State state) {
    if (state() != state) {
      client.post(resetTarget(), Map.of("ResetType", state == State.ON ? "On" : "ForceOff"));
    }
    Await.on(time).until("it reports " + state, () -> state() == state).atMost(Patience.atLeastForTheNetwork(time, STATE_LIMIT))
        .orElseThrow(() -> new AssayException.Lab("switching " + state + " by power controller " + service
            + ": it agreed, and still reports the other state after " + STATE_LIMIT + "; look at the machine"));
  }

  @Override
  public void bootNextFrom(BootDevice device) {
    var override = switch (device) {
      case NETWORK -> Map.of("BootSourceOverrideEnabled", "Once", "BootSourceOverrideTarget", "Pxe");
      case DISK -> Map.of("BootSourceOverrideEnabled", "Disabled", "BootSourceOverrideTarget", "None");
    };
    client.patch(systemPath(), Map.of("Boot", override));
  }

  @Override
  public void close() {
    client.close();
  }

  private JsonNode system() {
    return client.get(systemPath());
  }

  private String resetTarget() {
    var target = system().path("Actions").path("#ComputerSystem.Reset").path("target").asString("");
    if (target.isBlank()) {
      throw new AssayException.Lab("power controller " + service + ": its system " + systemPath() + " offers no ComputerSystem.Reset");
    }
    return target;
  }

  private String systemPath() {
    var known = systemPath;
    if (known != null) {
      return known;
    }
    var systems = client.get("/redfish/v1/").path("Systems").path("@odata.id").asString("/redfish/v1/Systems");
    var first = client.get(systems).path("Members").path(0).path("@odata.id").asString("");
    if (first.isBlank()) {
      throw new AssayException.Lab("power controller " + service + ": it manages no computer system");
    }
    systemPath = first;
    return first;
  }
}
