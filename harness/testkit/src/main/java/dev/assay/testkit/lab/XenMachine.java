package dev.assay.testkit.lab;

import dev.assay.core.HostId;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Time;
import dev.assay.drivers.ssh.SshShell;
import dev.assay.drivers.xen.Xl;
import dev.assay.drivers.xen.toolstack.Identity;
import dev.assay.drivers.xen.toolstack.XlToolstack;
import dev.assay.inventory.Lab;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import dev.assay.xapi.table.ApiTable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One plain Xen machine: power and shell, and a toolstack of ours over its shell. */
final class XenMachine implements OpenMachine {

  private final Lab.Host host;
  private final Map<String, String> environment;
  private final Time time;
  private final Power power;
  private final KeptShell kept;
  private final Ground ground;
  /** Logins to guests by their addresses; one whose guest restarted is lost at its next use and made anew. */
  private final Map<String, KeptShell> guests = new ConcurrentHashMap<>();
  private final XlToolstack toolstack;

  /** @param number its place in the lab file, from 1 */
  XenMachine(Lab.Host host, HostPins pins, int number, Map<String, String> environment, Time time, ApiTable table, Function<String, Optional<XlToolstack>> peers) {
    this.host = host;
    this.environment = environment;
    this.time = time;
    this.power = Doors.power(host, environment, time);
    this.kept = new KeptShell(() -> Doors.shell(host, pins, environment, time), false);
    this.ground = Ground.of(host);
    this.toolstack = new XlToolstack(new Identity(host.id().value(), host.address(), number), new Xl(this::shell, host.isNested()), time, table, peers);
  }

  XlToolstack toolstack() {
    return toolstack;
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
    return toolstack;
  }

  @Override
  public HttpHandlers http() {
    return toolstack;
  }

  @Override
  public Shell shell() {
    return new GroundedShell(ground.asking(kept::shell), ground);
  }

  @Override
  public Shell guestShell(String address) {
    var guest = guests.computeIfAbsent(address, known ->
        new KeptShell(() -> SshShell.through(kept.session(), known, "root", Doors.guestPassword(environment)), true));
    return new FilesByCommand(guest.shell());
  }

  @Override
  public String console() {
    return Doors.logConsole(host, this::shell).tail();
  }

  @Override
  public void close() {
    guests.values().forEach(KeptShell::close);
    kept.close();
    Doors.close(power);
  }
}
