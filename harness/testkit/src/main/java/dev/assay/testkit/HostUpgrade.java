package dev.assay.testkit;

import dev.assay.core.Build;
import dev.assay.core.HostId;
import dev.assay.drivers.install.InPlaceUpgrade;
import dev.assay.drivers.install.InstallTarget;
import dev.assay.drivers.install.Installer;
import java.util.Optional;

/** Brings one host of a bench to a newer build in place. */
record HostUpgrade(Bench bench, HostId host, Build build, String disk) {

  /** Take the host's first disk. */
  HostUpgrade(Bench bench, HostId host, Build build) {
    this(bench, host, build, "sda");
  }

  void run() {
    driver().run(target(), build);
  }

  /** Put back what was there before the upgrade to the build. */
  void undo(Build former) {
    driver().putBack(target(), build, former);
  }

  void begin() {
    driver().begin(target(), build);
  }

  void withdraw() {
    driver().withdraw(target());
  }

  private InPlaceUpgrade driver() {
    var machine = bench.machine(host);
    var roles = new Installer.Machine(
        machine.power(), machine::shell, Optional.of(machine.xapi()), bench.access().networkBoot(), machine::console);
    return new InPlaceUpgrade(roles, Installer.Limits.USUAL, bench.time(), bench.history());
  }

  private InstallTarget target() {
    return InstallTarget.of(host, bench.access().rootPassword(host)).on(disk);
  }
}
