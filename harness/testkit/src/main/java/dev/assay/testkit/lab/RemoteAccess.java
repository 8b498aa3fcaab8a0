package dev.assay.testkit.lab;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.core.run.History;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.drivers.install.BootPrograms;
import dev.assay.drivers.install.HttpNetworkBoot;
import dev.assay.drivers.install.TftpServer;
import dev.assay.drivers.xen.toolstack.XlToolstack;
import dev.assay.inventory.Lab;
import dev.assay.xapi.table.ApiTable;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** A lab reached over sockets: real machines, or a simulated lab that is served. */
public final class RemoteAccess implements LabAccess {

  private final Lab lab;
  private final Map<String, String> environment;
  private final SystemTime time;
  private final Optional<HttpNetworkBoot> networkBoot;
  private final Optional<TftpServer> tftp;
  private final ApiTable table = ApiTable.load();
  private final Map<HostId, OpenMachine> machines = new LinkedHashMap<>();

  private RemoteAccess(Lab lab, Map<String, String> environment, Optional<HttpNetworkBoot> networkBoot) {
    this.lab = lab;
    this.environment = environment;
    this.time = lab.clockSpeed() == 1 ? SystemTime.real() : SystemTime.faster(lab.clockSpeed());
    this.networkBoot = networkBoot;
    this.tftp = networkBoot.flatMap(http -> lab.tftp().map(settings -> serve(lab, settings, http)));
  }

  /**
   * Open the lab: serve installation files, connect to nothing yet.
   *
   * @param environment where secrets given by name are found
   */
  public static RemoteAccess open(Lab lab, Map<String, String> environment) {
    return new RemoteAccess(lab, environment, Optional.of(HttpNetworkBoot.listen(listenOn(lab), lab.networkBoot())));
  }

  /** Open the lab for a look beside whoever works there: no installation files are served, so no port is taken. */
  public static RemoteAccess toLook(Lab lab, Map<String, String> environment) {
    return new RemoteAccess(lab, environment, Optional.empty());
  }

  private static TftpServer serve(Lab lab, Lab.Tftp settings, HttpNetworkBoot http) {
    try {
      var byMac = lab.hosts().stream().collect(Collectors.toMap(Lab.Host::mac, Lab.Host::id));
      var address = listenOn(lab).getAddress();
      return TftpServer.listen(new InetSocketAddress(address, settings.port()), new BootPrograms(Path.of(settings.programs()), byMac, http::file)::find);
    } catch (RuntimeException e) {
      http.close();
      throw e;
    }
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
    return switch (host.access().target()) {
      case XAPI -> new RemoteMachine(host, environment, time, table, networkBoot.isPresent());
      case XEN -> new XenMachine(host, 1 + lab.hosts().indexOf(host), environment, time, table, this::xenToolstack);
    };
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
    tftp.ifPresent(TftpServer::close);
    networkBoot.ifPresent(HttpNetworkBoot::close);
  }
}
