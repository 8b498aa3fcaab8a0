package dev.assay.testkit.lab;

import dev.assay.core.HostId;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Time;
import dev.assay.drivers.console.Console;
import dev.assay.drivers.power.IpmiConsole;
import dev.assay.drivers.ssh.SshShell;
import dev.assay.inventory.Lab;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import dev.assay.xapi.http.HttpLimits;
import dev.assay.xapi.http.HttpTransport;
import dev.assay.xapi.table.ApiTable;
import java.util.Map;
import java.util.Optional;

/** One XAPI machine behind sockets: its certificate and its host key are held against what is pinned. */
final class RemoteMachine implements OpenMachine {

  private final Lab.Host host;
  private final HostPins pins;
  private final Map<String, String> environment;
  private final Time time;
  private final HttpTransport transport;
  private final Power power;
  private final Optional<IpmiConsole> serial;

  RemoteMachine(Lab.Host host, HostPins pins, Map<String, String> environment, Time time, ApiTable table, boolean worksThere) {
    this.host = host;
    this.pins = pins;
    this.environment = environment;
    this.time = time;
    var access = host.access();
    this.transport = new HttpTransport(Doors.demand(host, access.xapi(), "xapi"), Doors.trust(pins), table, HttpLimits.standard());
    this.power = Doors.power(host, environment, time);
    this.serial = access.consoleLog().equals(Lab.Access.SERIAL) ? Optional.of(Doors.serialConsole(host, environment)) : Optional.empty();
    if (worksThere) {
      serial.ifPresent(console -> time.fork("console of " + host.id(), () -> {
        console.open();
        return true;
      }));
    }
  }

  @Override
  public HostId id() {
    return host.id();
  }

  @Override
  public Power power() {
    return power;
  }

  @Override
  public Transport xapi() {
    return transport;
  }

  @Override
  public HttpHandlers http() {
    return transport;
  }

  @Override
  public Shell shell() {
    return connect();
  }

  private SshShell connect() {
    return Doors.shell(host, pins, environment, time);
  }

  @Override
  public Shell guestShell(String address) {
    var way = connect();
    try {
      var guest = SshShell.through(way, address, "root", Doors.guestPassword(environment));
      return new ThroughHost(guest, way);
    } catch (RuntimeException e) {
      way.close();
      throw e;
    }
  }

  /** What the serial console printed since this was opened, or the end of the log that the lab file names in its place. */
  @Override
  public String console() {
    return serial.<Console>map(console -> console).orElseGet(() -> Doors.logConsole(host, this::shell)).tail();
  }

  @Override
  public void close() {
    serial.ifPresent(IpmiConsole::close);
    transport.close();
    Doors.close(power);
  }
}
