package dev.assay.testkit.lab;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Time;
import dev.assay.drivers.Account;
import dev.assay.drivers.console.Console;
import dev.assay.drivers.console.FileConsole;
import dev.assay.drivers.console.LogConsole;
import dev.assay.drivers.power.IpmiConsole;
import dev.assay.drivers.power.IpmiPower;
import dev.assay.drivers.power.RedfishPower;
import dev.assay.drivers.ssh.SshLogin;
import dev.assay.drivers.ssh.SshShell;
import dev.assay.drivers.ssh.SshTarget;
import dev.assay.inventory.Lab;
import dev.assay.xapi.http.Fingerprint;
import dev.assay.xapi.http.TlsTrust;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The doors that machines behind sockets have, whatever is installed on them: made from what the lab file says. */
final class Doors {

  /** The password of root in the guest images of a lab; those of simulated labs have the default. */
  private static final String GUEST_PASSWORD = "ASSAY_GUEST_PASSWORD";
  private static final String DEFAULT_GUEST_PASSWORD = "guest";

  private Doors() {}

  static Power power(Lab.Host host, Map<String, String> environment, Time time) {
    var access = host.access();
    var address = demand(host, access.power(), "power");
    var account = new Account(access.powerUser(), access.powerPassword().reveal(environment));
    return switch (address.getScheme()) {
      case "ipmi" -> new IpmiPower(address.getHost(), address.getPort(), account, time);
      case "redfish+https" -> new RedfishPower(
          URI.create(address.toString().substring("redfish+".length())), trust(access.powerCertificateSha256()), account, time);
      case String other -> throw new AssayException.Usage("switching host " + host.id() + ": no driver for power address '" + other + ":'");
    };
  }

  /** The serial console over the host's management controller. */
  static IpmiConsole serialConsole(Lab.Host host, Map<String, String> environment) {
    var access = host.access();
    var address = demand(host, access.power(), "power");
    if (!address.getScheme().equals("ipmi")) {
      throw new AssayException.Usage("reading the console of host " + host.id() + ": 'console: serial' is read by IPMI, and its power address is " + address
          + "; give it an ipmi:// address, or name a log in place of the console");
    }
    return IpmiConsole.at(address.getHost(), address.getPort(), new Account(access.powerUser(), access.powerPassword().reveal(environment)));
  }

  /** The log that is read in place of a serial console: on the host, or on this machine, where a host that is dead can be read too. */
  static Console logConsole(Lab.Host host, Supplier<Shell> shell) {
    var log = host.access().consoleLog();
    return log.startsWith(Lab.Access.HERE) ? new FileConsole(Path.of(log.substring(Lab.Access.HERE.length()))) : new LogConsole(shell, log);
  }

  static void close(Power power) {
    if (power instanceof RedfishPower redfish) {
      redfish.close();
    }
  }

  /** Log in as root, with the key that the lab file names, else with the password. */
  static SshShell shell(Lab.Host host, HostPins pins, Map<String, String> environment, Time time) {
    var access = host.access();
    var target = SshTarget.parse(demand(host, access.ssh(), "ssh"), demand(host, pins.sshKey(), "sshHostKey"));
    // A key file ends with a line's end, without which it is none; a secret comes without.
    var login = access.key().<SshLogin>map(key -> new SshLogin.ByKey(access.user(), key.reveal(environment) + "\n"))
        .orElseGet(() -> SshLogin.byPassword(access.user(), access.password().reveal(environment)));
    return SshShell.connect(target, login, time);
  }

  static String guestPassword(Map<String, String> environment) {
    return environment.getOrDefault(GUEST_PASSWORD, DEFAULT_GUEST_PASSWORD);
  }

  /** A certificate that the lab file pins is the only one taken; without one the system's authorities decide. */
  static TlsTrust trust(Optional<String> fingerprint) {
    return fingerprint.<TlsTrust>map(TlsTrust::pinned).orElseGet(TlsTrust.BySystem::new);
  }

  /** The certificate that holds when it is shown: an installation makes a new one. */
  static TlsTrust trust(HostPins pins) {
    return pins.certificate().isEmpty() ? new TlsTrust.BySystem() : new TlsTrust.Recorded(() -> Fingerprint.parse(pins.certificate().orElseThrow()));
  }

  static <T> T demand(Lab.Host host, Optional<T> address, String what) {
    return address.orElseThrow(() -> new AssayException.Usage("reaching host " + host.id() + ": its entry in the lab file has no '" + what + "' address"));
  }
}
