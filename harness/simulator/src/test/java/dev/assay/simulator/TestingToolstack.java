package dev.assay.simulator;

import dev.assay.simulator.machine.InstalledSystem;
import dev.assay.simulator.machine.MachineDoors;
import dev.assay.simulator.machine.UpgradableToolstack;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;

/** A toolstack that answers ping, waits on demand, and counts its starts. */
public final class TestingToolstack implements UpgradableToolstack, HttpHandlers {

  public final MachineDoors doors;
  public InstalledSystem system;
  public int starts;
  public int powerLosses;

  public TestingToolstack(InstalledSystem system, MachineDoors doors) {
    this.system = system;
    this.doors = doors;
  }

  @Override
  public void started() {
    starts++;
    doors.log("xensource.log", "xapi: started");
  }

  @Override
  public void powerLost() {
    powerLosses++;
  }

  @Override
  public Runnable keep() {
    return () -> {};
  }

  @Override
  public void upgraded(InstalledSystem upgraded) {
    system = upgraded;
  }

  @Override
  public Transport api() {
    return (method, parameters) -> switch (method) {
      case "ping" -> "pong";
      case "wait" -> {
        doors.time().sleep(Duration.ofMinutes(5));
        yield "";
      }
      case "reboot" -> {
        doors.reboot();
        yield "";
      }
      default -> throw dev.assay.xapi.XapiException.of("MESSAGE_METHOD_UNKNOWN", method);
    };
  }

  @Override
  public HttpHandlers http() {
    return this;
  }

  @Override
  public InputStream get(String path, SequencedMap<String, String> query) {
    return new ByteArrayInputStream(doors.statusReport());
  }

  @Override
  public byte[] put(String path, SequencedMap<String, String> query, InputStream body) {
    return new byte[0];
  }

  @Override
  public List<String> domains() {
    return List.of("Domain-0                                     0  4096     4     r-----     100.0");
  }

  @Override
  public boolean login(String user, String password) {
    return user.equals("root") && password.equals(system.rootPassword());
  }
}
