package dev.assay.testkit;

import dev.assay.core.Build;
import dev.assay.core.HostId;
import dev.assay.drivers.install.InstallTarget;
import dev.assay.drivers.install.Installer;
import java.util.Optional;

/** Puts a build on one host of a bench over the network. */
public record HostInstallation(Bench bench, HostId host, Build build, String disk) {

  /** Take the host's first disk. */
  public HostInstallation(Bench bench, HostId host, Build build) {
    this(bench, host, build, "sda");
  }


  /** Install the build unless the host runs it already, alone and well. */
  public void bring() {
    installer().bring(target(), build);
  }

  /** Install the build over whatever the host has. */
  public void anew() {
    installer().reinstall(target(), build);
  }

  private Installer installer() {
    var machine = bench.machine(host);
    var roles = new Installer.Machine(
        machine.power(), machine::shell, Optional.of(machine.xapi()), bench.access().networkBoot(), machine::console,
        bench.access().hostKeys(host));
    return new Installer(roles, Installer.Limits.USUAL, bench.time(), bench.history());
  }

  private InstallTarget target() {
    return InstallTarget.of(host, bench.access().rootPassword(host)).on(disk).byUefi(bench.declared(host).uefi());
  }
}
