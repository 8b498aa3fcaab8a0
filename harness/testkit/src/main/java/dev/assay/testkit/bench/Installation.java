package dev.assay.testkit.bench;

import dev.assay.core.HostId;
import dev.assay.drivers.install.InstallTarget;
import dev.assay.drivers.install.Installer;
import dev.assay.testkit.Bench;
import java.util.List;
import java.util.Optional;

/** Brings all hosts of a bench to its build, side by side. */
record Installation(Bench bench) {

  void run() {
    if (bench.installed() && !bench.spoiled()) {
      return;
    }
    List<HostId> hosts = bench.hosts();
    var forks = hosts.stream().map(host -> bench.time().fork("install " + host, () -> install(host))).toList();
    forks.forEach(fork -> fork.join());
    bench.renewed();
  }

  private Installer.Installation install(HostId host) {
    var machine = bench.machine(host);
    var roles = new Installer.Machine(
        machine.power(), machine::shell, Optional.of(machine.xapi()), bench.access().networkBoot(), machine::console);
    var installer = new Installer(roles, Installer.Limits.USUAL, bench.time(), bench.history());
    var target = InstallTarget.of(host, bench.access().rootPassword(host));
    bench.step("bench.install", host.value(), "installing " + bench.build().id() + " on " + host);
    return bench.spoiled() ? installer.reinstall(target, bench.build()) : installer.bring(target, bench.build());
  }
}
