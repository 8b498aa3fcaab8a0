package dev.assay.testkit.lab;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.SystemTime;
import dev.assay.drivers.Account;
import dev.assay.drivers.console.LogConsole;
import dev.assay.drivers.power.IpmiPower;
import dev.assay.drivers.power.RedfishPower;
import dev.assay.drivers.ssh.SshLogin;
import dev.assay.drivers.ssh.SshShell;
import dev.assay.drivers.ssh.SshTarget;
import dev.assay.inventory.Lab;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import dev.assay.xapi.http.HttpLimits;
import dev.assay.xapi.http.HttpTransport;
import dev.assay.xapi.http.TlsTrust;
import dev.assay.xapi.table.ApiTable;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** One machine behind sockets: its certificate and its host key are held against those of the lab file. */
final class RemoteMachine implements Machine {

  /** The password of root in the guest images of a lab; those of simulated labs have the default. */
  private static final String GUEST_PASSWORD = "ASSAY_GUEST_PASSWORD";
  private static final String DEFAULT_GUEST_PASSWORD = "guest";

  private final Lab.Host host;
  private final Map<String, String> environment;
  private final SystemTime time;
  private final HttpTransport transport;
  private final Power power;

  RemoteMachine(Lab.Host host, Map<String, String> environment, SystemTime time, ApiTable table) {
    this.host = host;
    this.environment = environment;
    this.time = time;
    var access = host.access();
    this.transport = new HttpTransport(demand(access.xapi(), "xapi"), trust(access.certificateSha256()), table, HttpLimits.standard());
    this.power = power(demand(access.power(), "power"));
  }

  private Power power(URI address) {
    var access = host.access();
    var account = new Account(access.powerUser(), access.powerPassword().reveal(environment));
    return switch (address.getScheme()) {
      case "ipmi" -> new IpmiPower(address.getHost(), address.getPort(), account, time);
      case "redfish+https" -> new RedfishPower(
          URI.create(address.toString().substring("redfish+".length())), trust(access.powerCertificateSha256()), account, time);
      case String other -> throw new AssayException.Usage("switching host " + host.id() + ": no driver for power address '" + other + ":'");
    };
  }

  /** A certificate that the lab file pins is the only one taken; without one the system's authorities decide. */
  private static TlsTrust trust(Optional<String> fingerprint) {
    return fingerprint.<TlsTrust>map(TlsTrust::pinned).orElseGet(TlsTrust.BySystem::new);
  }

  private <T> T demand(Optional<T> address, String what) {
    return address.orElseThrow(() -> new AssayException.Usage("reaching host " + host.id() + ": its entry in the lab file has no '" + what + "' address"));
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
    var access = host.access();
    var target = SshTarget.parse(demand(access.ssh(), "ssh"), demand(access.sshHostKey(), "sshHostKey"));
    return SshShell.connect(target, SshLogin.byPassword(access.user(), access.password().reveal(environment)), time);
  }

  @Override
  public Shell guestShell(String address) {
    var way = connect();
    try {
      var guest = SshShell.through(way, address, "root", environment.getOrDefault(GUEST_PASSWORD, DEFAULT_GUEST_PASSWORD));
      return new ThroughHost(guest, way);
    } catch (RuntimeException e) {
      way.close();
      throw e;
    }
  }

  /** No serial console is wired yet: the log that the lab file names says most of what it would. */
  @Override
  public String console() {
    return new LogConsole(this::shell, host.access().consoleLog()).tail();
  }

  void close() {
    transport.close();
    if (power instanceof RedfishPower redfish) {
      redfish.close();
    }
  }
}
