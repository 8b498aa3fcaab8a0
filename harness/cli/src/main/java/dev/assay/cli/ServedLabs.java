package dev.assay.cli;

import dev.assay.core.Target;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Secret;
import dev.assay.simulator.served.ServedHost;
import dev.assay.simulator.served.ServedLab;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Rewrites a simulated lab so that its hosts are reached where they are served. */
final class ServedLabs {

  static final String POWER_USER = "admin";

  /** Of every host's root and of every management controller. */
  static final Secret PASSWORD = Secret.OF_SIMULATED_LAB;

  private ServedLabs() {}

  static Lab pointingAt(Lab lab, ServedLab served, double speed, Optional<String> clock, URI networkBoot) {
    var sites = lab.sites().stream()
        .map(site -> new Lab.Site(site.name(), site.description(), site.hosts().stream().map(host -> pointingAt(host, served.host(host.id()))).toList()))
        .toList();
    return new Lab(lab.name() + "-served", Lab.Kind.REMOTE, 0, speed, clock, Optional.of(networkBoot), Optional.empty(), sites, lab.exports(), lab.builds(),
        new LinkedHashMap<>(), lab.defaultBuild(), lab.resources(), lab.teams());
  }

  private static Lab.Host pointingAt(Lab.Host host, ServedHost at) {
    var access = new Lab.Access(
        Target.XAPI, "root", PASSWORD, Optional.empty(), Optional.of(at.xapi()), Optional.of(at.certificateSha256()), Optional.of(at.ssh()), Optional.of(at.sshHostKey()), host.access().consoleLog(),
        Optional.of(at.power()), Optional.of(at.powerCertificateSha256()), POWER_USER, PASSWORD);
    return new Lab.Host(host.id(), host.hostClass(), host.address(), host.mac(), host.cpuVendor(), host.cpus(), host.memory(), host.disk(), host.nics(),
        host.uefi(), host.reaches(), host.generations(), host.labels(), access, host.equipment());
  }
}
