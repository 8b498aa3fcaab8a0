package dev.assay.simulator.served;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.SimulatedHost;
import dev.assay.simulator.SimulatedLab;
import dev.assay.xapi.table.ApiTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.sshd.common.config.keys.KeyUtils;

/**
 * A simulated lab that is reached over sockets of the loopback interface, as real hosts are over a network.
 *
 * <p>A host that is off or not installed keeps its ports open: XAPI and SSH take connections and drop them without
 * an answer. Its management controller always answers.
 */
public final class ServedLab implements AutoCloseable {

  private static final int PORTS_PER_HOST = 3;

  private static final int MOST_GUEST_PORTS = 250;

  private final List<AutoCloseable> listeners = new ArrayList<>();
  private final List<ServedHost> hosts = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Source source;
  private final LabKeys keys;
  private final Optional<RenewedKeys> renewed;
  private final Inside inside;
  private final SshDoors ssh;
  private final GuestPorts guestPorts;

  /**
   * How to serve.
   *
   * @param basePort the first port of the first host, whose XAPI, SSH and management controller take three in a row; 0
   *     lets the system choose all
   * @param powerUser the account of every management controller
   */
  public record Settings(int basePort, String powerUser, String powerPassword) {

    public static final Settings ANY_PORTS = new Settings(0, "admin", "simulated");

    @Override
    public String toString() {
      return "settings from port " + basePort;
    }
  }

  /**
   * What is served.
   *
   * @param seed of the lab, which the keys of its hosts come from
   */
  record Source(long seed, SequencedMap<HostId, SimulatedHost> hosts, GuestLogins guests) {

    static Source of(SimulatedLab lab, Inside inside) {
      return inside.ask("list hosts", () -> {
        var hosts = new LinkedHashMap<HostId, SimulatedHost>();
        lab.hosts().forEach(id -> hosts.put(id, lab.host(id)));
        return new Source(lab.seed(), hosts, address -> new GuestLogin(lab, address));
      });
    }
  }

  /** Finds the login of a guest by its address; there need not be one. */
  interface GuestLogins {
    Door.Login at(String address);
  }

  private record GuestLogin(SimulatedLab lab, String address) implements Door.Login {
    @Override
    public boolean listens() {
      return lab.guestAnswers(address);
    }

    @Override
    public Shell shell(String user, String password) {
      return lab.guestShell(address, user, password).orElseThrow(() -> new AssayException.Lab("logging in to guest " + address + ": nobody has this address"));
    }
  }

  private record HostLogin(SimulatedHost host) implements Door.Login {
    @Override
    public boolean listens() {
      return host.answersLogin();
    }

    @Override
    public Shell shell(String user, String password) {
      return host.shell(user, password);
    }

    @Override
    public boolean carries(Shell shell) {
      return host.answersLogin() && Door.Login.super.carries(shell);
    }
  }

  private ServedLab(Source source, VirtualTime time, Settings settings, Optional<RenewedKeys> renewed) {
    // Read once when the JDK's HTTP server is first used; without it each answer waits for the network's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.source = source;
    this.renewed = renewed;
    this.keys = new LabKeys(source.seed());
    this.inside = new Inside(time);
    this.ssh = SshDoors.start(inside, this::guestPort);
    this.guestPorts = new GuestPorts(MOST_GUEST_PORTS, this::openGuest, ssh::close);
    int port = settings.basePort();
    for (var host : source.hosts().sequencedEntrySet()) {
      hosts.add(open(host.getKey(), host.getValue(), settings, port));
      port += port == 0 ? 0 : PORTS_PER_HOST;
    }
  }

  /**
   * Serve a lab whose clock keeps the wall clock's pace ({@link VirtualTime#paced}).
   *
   * @throws AssayException.Lab when a port is taken
   */
  public static ServedLab start(SimulatedLab lab, VirtualTime pacedTime, Settings settings) {
    return new ServedLab(Source.of(lab, new Inside(pacedTime)), pacedTime, settings, Optional.empty());
  }

  /** Serve a lab whose hosts make new keys when they are installed, as real ones do. */
  public static ServedLab start(SimulatedLab lab, VirtualTime pacedTime, Settings settings, RenewedKeys renewed) {
    return new ServedLab(Source.of(lab, new Inside(pacedTime)), pacedTime, settings, Optional.of(renewed));
  }

  static ServedLab start(Source source, VirtualTime time, Settings settings) {
    return new ServedLab(source, time, settings, Optional.empty());
  }

  /** List where each host is reached, in the lab's order. */
  public List<ServedHost> hosts() {
    return List.copyOf(hosts);
  }

  /** Return where one host is reached. */
  public ServedHost host(HostId id) {
    return hosts.stream().filter(host -> host.id().equals(id)).findFirst().orElseThrow(
        () -> new IllegalArgumentException("the served lab has no host " + id + "; it has " + source.hosts().sequencedKeySet()));
  }

  /** Stop listening. The lab itself goes on. */
  @Override
  public void close() {
    ssh.close();
    for (var listener : listeners) {
      try {
        listener.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing a simulated host's port", e);
      }
    }
    threads.shutdownNow();
  }

  private ServedHost open(HostId id, SimulatedHost host, Settings settings, int port) {
    var sshKey = keys.key(id, LabKeys.Purpose.SSH);
    var xapiCertificate = Certificate.selfSigned(id.value(), keys.key(id, LabKeys.Purpose.XAPI));
    var powerCertificate = Certificate.selfSigned(id.value(), keys.key(id, LabKeys.Purpose.POWER));
    var xapi = HttpsListener.start(port, xapiCertificate, threads, new XapiDoor(host, inside, ApiTable.load()));
    listeners.add(xapi);
    renewed.ifPresent(now -> now.whenRenewed(id, () -> xapi.show(now.certificate(id))));
    int sshPort = ssh.open(port == 0 ? 0 : port + 1, new Door(id.value(), () -> renewed.map(now -> now.key(id, LabKeys.Purpose.SSH)).orElse(sshKey), new HostLogin(host)));
    var power = HttpsListener.start(port == 0 ? 0 : port + 2, powerCertificate, threads, new RedfishDoor(id, host.power(), inside, settings));
    listeners.add(power);
    return new ServedHost(
        id,
        URI.create("https://127.0.0.1:" + xapi.port()),
        xapiCertificate.sha256(),
        "127.0.0.1:" + sshPort,
        KeyUtils.getFingerPrint(sshKey.getPublic()),
        URI.create("redfish+https://127.0.0.1:" + power.port()),
        powerCertificate.sha256());
  }

  private int guestPort(String address) {
    return guestPorts.of(address);
  }

  private int openGuest(String address) {
    var key = keys.key(HostId.of("guest " + address), LabKeys.Purpose.SSH);
    return ssh.open(0, new Door(address, () -> key, source.guests().at(address)));
  }
}
