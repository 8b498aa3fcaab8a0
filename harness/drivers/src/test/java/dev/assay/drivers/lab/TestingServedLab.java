package dev.assay.drivers.lab;

import dev.assay.core.run.History;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.VirtualTime;
import dev.assay.drivers.Account;
import dev.assay.drivers.install.HttpNetworkBoot;
import dev.assay.drivers.install.Installer;
import dev.assay.drivers.power.RedfishPower;
import dev.assay.drivers.ssh.SshLogin;
import dev.assay.drivers.ssh.SshShell;
import dev.assay.drivers.ssh.SshTarget;
import dev.assay.simulator.SimulatedLab;
import dev.assay.simulator.served.HttpBootFiles;
import dev.assay.simulator.served.ServedHost;
import dev.assay.simulator.served.ServedLab;
import dev.assay.xapi.http.HttpLimits;
import dev.assay.xapi.http.HttpTransport;
import dev.assay.xapi.http.TlsTrust;
import dev.assay.xapi.table.ApiTable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same lab behind sockets, living {@link #SPEED} times faster than we do, with a driver for each role. */
public final class TestingServedLab implements AutoCloseable {

  public static final double SPEED = 600;

  public final SystemTime time = SystemTime.faster(SPEED);
  public final VirtualTime labTime = VirtualTime.paced(TestingLab.START, SPEED);
  public final HttpNetworkBoot networkBoot =
      HttpNetworkBoot.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty());
  public final SimulatedLab lab = SimulatedLab.create(
      TestingLab.spec(), labTime, new HttpBootFiles(networkBoot.base()), History.NONE, (system, doors) -> new LoginToolstack(system));
  public final ServedLab served = ServedLab.start(lab, labTime, ServedLab.Settings.ANY_PORTS);
  public final List<String> events = new ArrayList<>();

  public ServedHost host() {
    return served.host(TestingLab.HOST);
  }

  public URI redfish() {
    return URI.create(host().power().toString().replace("redfish+", ""));
  }

  public RedfishPower power() {
    return new RedfishPower(redfish(), TlsTrust.pinned(host().powerCertificateSha256()), new Account("admin", "simulated"), time);
  }

  public HttpTransport xapi() {
    return new HttpTransport(host().xapi(), TlsTrust.pinned(host().certificateSha256()), ApiTable.load(), HttpLimits.standard());
  }

  public SshShell shell() {
    return SshShell.connect(SshTarget.parse(host().ssh(), host().sshHostKey()), SshLogin.byPassword("root", TestingLab.PASSWORD), time);
  }

  /** Bring the host to the build over sockets alone. */
  public Installer.Installation bring(dev.assay.core.Build build) {
    try (var power = power(); var xapi = xapi()) {
      var machine = new Installer.Machine(
          power, this::shell, Optional.of(xapi), networkBoot, () -> labTime.run("console", () -> lab.host(TestingLab.HOST).console()));
      // Generous, for the lab may fall behind the wall clock on a busy machine.
      var limits = new Installer.Limits(Duration.ofHours(12), Duration.ofMinutes(1));
      return new Installer(machine, limits, time, (kind, subject, details) -> events.add(kind)).bring(TestingLab.TARGET, build);
    }
  }

  @Override
  public void close() {
    served.close();
    networkBoot.close();
    labTime.close();
  }
}
