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
  private final Map<String, String> environment;
  private final HttpTransport transport;
  private final Power power;
  private final HostLogin login;
  private final Optional<IpmiConsole> serial;

  /**
   * Open the doors, connect to nothing yet.
   *
   * @param time the lab's clock
   * @param driversTime the same for those who wait for the lab's own doing
   */
  RemoteMachine(Lab.Host host, HostPins pins, Map<String, String> environment, Time time, Time driversTime, ApiTable table, boolean worksThere) {
    this.host = host;
    this.environment = environment;
    this.login = new HostLogin(pins::sshKey, () -> Doors.shell(host, pins, environment, driversTime), time);
    var access = host.access();
    this.transport = new HttpTransport(Doors.demand(host, access.xapi(), "xapi"), Doors.trust(pins), table, HttpLimits.standard());
    this.power = Doors.power(host, environment, driversTime);
    this.serial = access.consoleLog().equals(Lab.Access.SERIAL) ? Optional.of(Doors.serialConsole(host, environment)) : Optional.empty();
    if (worksThere) {
      serial.ifPresent(console -> driversTime.fork("console of " + host.id(), () -> {
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
    return login.shell();
  }

  @Override
  public Shell guestShell(String address) {
    return login.through(way -> SshShell.through(way, address, "root", Doors.guestPassword(environment)));
  }

  /** What the serial console printed since this was opened, or the end of the log that the lab file names in its place. */
  @Override
  public String console() {
    return serial.<Console>map(console -> console).orElseGet(() -> Doors.logConsole(host, this::shell)).tail();
  }

  @Override
  public void close() {
    login.close();
    serial.ifPresent(IpmiConsole::close);
    transport.close();
    Doors.close(power);
  }
}
