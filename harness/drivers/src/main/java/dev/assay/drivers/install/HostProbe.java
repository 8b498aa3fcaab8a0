package dev.assay.drivers.install;

import dev.assay.core.AssayException;
import dev.assay.core.lab.DamagedHostException;
import dev.assay.core.lab.Shell;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.lab.WrongIdentityException;
import dev.assay.xapi.Transport;
import dev.assay.xapi.XapiException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at a host through its shell and its toolstack, and takes a refusal for an answer. */
record HostProbe(Supplier<Shell> shell, Optional<Transport> xapi, String rootPassword) {

  Sighting look() {
    InstalledIdentity identity;
    try (var opened = shell.get()) {
      identity = InstalledIdentity.parse(new String(opened.read(InstalledIdentity.FILE), StandardCharsets.UTF_8));
    } catch (StaleLeaseException | WrongIdentityException | DamagedHostException e) {
      throw e;
    } catch (AssayException.Lab | AssayException.Product | AssayException.TimedOut e) {
      return new Sighting.Silent(message(e));
    }
    return xapi.flatMap(transport -> wrongInToolstack(transport, identity))
        .<Sighting>map(why -> new Sighting.Starting(identity, why))
        .orElseGet(() -> new Sighting.Healthy(identity));
  }

  private Optional<String> wrongInToolstack(Transport transport, InstalledIdentity identity) {
    try {
      var session = transport.call("session.login_with_password", List.of("root", rootPassword));
      try {
        return wrongInRecords(transport.call("host.get_all_records", List.of(session)), identity);
      } finally {
        transport.call("session.logout", List.of(session));
      }
    } catch (StaleLeaseException | WrongIdentityException e) {
      throw e;
    } catch (XapiException e) {
      return Optional.of("its toolstack refuses: " + e.getMessage());
    } catch (AssayException.Lab e) {
      return Optional.of("its toolstack does not answer: " + message(e));
    }
  }

  /** A host installed a moment ago is alone in its pool and enabled. */
  private static Optional<String> wrongInRecords(Object records, InstalledIdentity identity) {
    if (!(records instanceof Map<?, ?> hosts) || hosts.size() != 1) {
      return Optional.of("its toolstack does not list exactly one host");
    }
    var record = (Map<?, ?>) hosts.values().iterator().next();
    if (!(record.get("software_version") instanceof Map<?, ?> software)
        || !identity.version().equals(software.get("product_version"))
        || !identity.buildNumber().equals(software.get("build_number"))) {
      return Optional.of("its toolstack says " + record.get("software_version"));
    }
    return Boolean.TRUE.equals(record.get("enabled")) ? Optional.empty() : Optional.of("its toolstack says the host is disabled");
  }

  private static String message(AssayException e) {
    return String.valueOf(e.getMessage());
  }
}
