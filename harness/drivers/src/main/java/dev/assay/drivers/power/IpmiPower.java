package dev.assay.drivers.power;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Power;
import dev.assay.core.time.Await;
import dev.assay.core.time.Time;
import dev.assay.drivers.Account;
import dev.assay.drivers.Patience;
import java.time.Duration;
import java.util.List;

/**
 * The power of a machine whose controller speaks IPMI 2.0 over the network (RMCP+), through the {@code ipmitool}
 * program.
 */
public final class IpmiPower implements Power {

  private static final Duration STATE_LIMIT = Duration.ofMinutes(2);

  private final IpmiTool tool;
  private final Time time;

  IpmiPower(IpmiTool tool, Time time) {
    this.tool = tool;
    this.time = time;
  }

  /**
   * Use the controller at this address; nothing is asked of it yet.
   *
   * @param port 0 or less for IPMI's own, 623
   */
  public IpmiPower(String host, int port, Account account, Time time) {
    this(IpmiTool.at(host, port, account), time);
  }

  @Override
  public State state() {
    var output = tool.run(List.of("chassis", "power", "status"));
    if (output.contains("Chassis Power is on")) {
      return State.ON;
    }
    if (output.contains("Chassis Power is off")) {
      return State.OFF;
    }
    throw new AssayException.Lab("power controller " + tool.host() + ": asked for the power state it says '" + output.strip() + "'");
  }

  @Override
  public void set(State state) {
    if (state() != state) {
      tool.run(List.of("chassis", "power", state == State.ON ? "on" : "off"));
    }
    Await.on(time).until("it reports " + state, () -> state() == state).atMost(Patience.atLeastForTheNetwork(time, STATE_LIMIT))
        .orElseThrow(() -> new AssayException.Lab("switching " + state + " by power controller " + tool.host()
            + ": it agreed, and still reports the other state after " + STATE_LIMIT + "; look at the machine"));
  }

  @Override
  public void bootNextFrom(BootDevice device) {
    // Without options=persistent the override holds for one boot and 60 s (IPMI 2.0, 28.12); "none" takes it back.
    tool.run(List.of("chassis", "bootdev", device == BootDevice.NETWORK ? "pxe" : "none"));
  }
}
