package dev.assay.testkit.lab;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.HostKeys;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.core.run.History;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.drivers.clock.SharedClock;
import dev.assay.drivers.install.HttpNetworkBoot;
import dev.assay.drivers.install.SharedNetworkBoot;
import dev.assay.drivers.xen.toolstack.XlToolstack;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Lease;
import dev.assay.inventory.Pins;
import dev.assay.xapi.table.ApiTable;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A lab reached over sockets: real machines, or a simulated lab that is served. */
public final class RemoteAccess implements LabAccess {

  private final Lab lab;
  private final Map<String, String> environment;
  private final Pins pins;
  private final Time time;
  private final Optional<SharedClock> clock;
  private final Optional<SharedNetworkBoot> networkBoot;
  private final ApiTable table = ApiTable.load();
  private final Map<HostId, OpenMachine> machines = new LinkedHashMap<>();

  private RemoteAccess(Lab lab, Map<String, String> environment, Pins pins, boolean toInstall) {
    this.lab = lab;
    this.pins = pins;
    this.environment = environment;
    this.clock = lab.clock().map(SharedClock::at);
    this.time = clock.<Time>map(shared -> shared).orElseGet(() -> lab.clockSpeed() == 1 ? SystemTime.real() : SystemTime.faster(lab.clockSpeed()));
    this.networkBoot = toInstall ? Optional.of(networkBoot(lab, time)) : Optional.empty();
  }

  /**
   * Open the lab: serve files to hosts while they are installed, connect to nothing yet.
   *
   * @param environment where secrets given by name are found
   * @param pins what its hosts are held against
   */
  public static RemoteAccess open(Lab lab, Map<String, String> environment, Pins pins) {
    return new RemoteAccess(lab, environment, pins, true);
  }

  /** Open the lab for a look beside whoever works there: no installation files are served, so no port is taken. */
  public static RemoteAccess toLook(Lab lab, Map<String, String> environment, Pins pins) {
    return new RemoteAccess(lab, environment, pins, false);
  }

  private static SharedNetworkBoot networkBoot(Lab lab, Time time) {
    var listen = listenOn(lab);
    return new SharedNetworkBoot(lab.networkBoot().orElseThrow(), () -> LabFiles.serve(lab, listen), () -> HttpNetworkBoot.holder(listen), time);
  }

  /** Hosts fetch their files at the lab's address; we listen on its port, on all interfaces unless it is a loopback one. */
  private static InetSocketAddress listenOn(Lab lab) {
    var address = lab.networkBoot().orElseThrow(() -> new AssayException.Usage(
        "opening lab " + lab.name() + ": its file does not say at which address hosts find installation files (networkBoot)"));
    var listened = isLoopback(address) ? address.getHost() : address.getHost().equals(LOOPBACK_SEEN_FROM_QEMU) ? "127.0.0.1" : "0.0.0.0";
    return new InetSocketAddress(listened, Math.max(0, address.getPort()));
  }

  private static boolean isLoopback(URI address) {
    return address.getHost().equals("localhost") || address.getHost().startsWith("127.");
  }

  /** From inside a QEMU machine on its user network this is the loopback of the machine that runs QEMU. */
  private static final String LOOPBACK_SEEN_FROM_QEMU = "10.0.2.2";


  @Override
  public Lab lab() {
    return lab;
  }

  @Override
  public Time time() {
    return time;
  }

  @Override
  public <T> T run(String name, Callable<T> body) {
    return time.fork(name, body).join();
  }

  /** Machines elsewhere note nothing here by themselves. */
  @Override
  public void observedBy(History history) {}

  @Override
  public synchronized Machine machine(HostId host) {
    return machines.computeIfAbsent(host, this::open);
  }

  private OpenMachine open(HostId id) {
    var host = declared(id);
    var driversTime = clock.map(SharedClock::forDrivers).orElse(time);
    return switch (host.access().target()) {
      case XAPI -> new RemoteMachine(host, pins(host), environment, time, driversTime, table, networkBoot.isPresent());
      case XEN -> new XenMachine(host, pins(host), 1 + lab.hosts().indexOf(host), environment, driversTime, table, this::xenToolstack);
    };
  }

  private HostPins pins(Lab.Host host) {
    return new HostPins(pins, lab.name(), host);
  }

  /** The installer of plain Xen is given its keys; that of the product makes new ones. */
  @Override
  public Optional<HostKeys> hostKeys(HostId id, Lease lease) {
    var host = declared(id);
    return switch (host.access().target()) {
      case XAPI -> host.access().sshHostKey().map(_ -> pins(host).changedBy(lease));
      case XEN -> Optional.empty();
    };
  }

  @Override
  public boolean mayHaveChangedKeys(HostId id) {
    return pins(declared(id)).mayHaveChanged();
  }

  private synchronized Optional<XlToolstack> xenToolstack(String name) {
    return Optional.ofNullable(machines.get(HostId.of(name))).flatMap(machine -> machine instanceof XenMachine xen ? Optional.of(xen.toolstack()) : Optional.empty());
  }

  @Override
  public NetworkBoot networkBoot() {
    return networkBoot.orElseThrow(() -> new IllegalStateException("lab " + lab.name() + " was opened to look at, not to install hosts"));
  }

  @Override
  public String rootPassword(HostId host) {
    return declared(host).access().password().reveal(environment);
  }

  private Lab.Host declared(HostId host) {
    return lab.host(host).orElseThrow(() -> new AssayException.Usage("looking up host " + host + ": lab " + lab.name() + " has none of that name"));
  }

  @Override
  public synchronized void close() {
    machines.values().forEach(OpenMachine::close);
    networkBoot.ifPresent(SharedNetworkBoot::close);
    clock.ifPresent(SharedClock::close);
  }
}
