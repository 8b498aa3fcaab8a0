package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.inventory.HostStatus;
import dev.assay.inventory.Lab;
import dev.assay.testkit.lab.FencedAccess;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.lab.Machine;
import dev.assay.testkit.lab.RemoteAccess;
import java.util.function.Function;

/** The doors of a host for the person who has it; nobody else is let in. */
final class HeldHost {

  private HeldHost() {}

  /** Return the lab, if its hosts are there between runs. */
  static Lab reachable(AssayCommand root, String doing) {
    var lab = root.workspace().lab();
    if (lab.kind() == Lab.Kind.SIMULATED) {
      throw new AssayException.Usage(doing + " of lab " + lab.name() + ": they are simulated within each run, and there is nothing to reach between runs;"
          + " serve the lab (assay lab serve --write-lab served.yaml) and name it with --lab served.yaml");
    }
    return lab;
  }

  /** Do something with a machine through its fence: a lease that ends in between ends this too. */
  static <T> T with(AssayCommand root, String doing, String name, Function<Machine, T> body) {
    var lab = reachable(root, doing);
    try (var services = Services.open(root.workspace()); LabAccess access = RemoteAccess.toLook(services.synced(lab), System.getenv(), services.inventory())) {
      var status = HostWork.named(services, lab, name);
      var lease = status.lease().filter(held -> held.claimant().owner().equals(HostWork.user()))
          .orElseThrow(() -> new AssayException.Usage(doing + ": " + whose(status) + "; to have it: assay borrow " + name + " --why TEXT"));
      var machine = new FencedAccess(access, services.leases(), lease).machine(status.host().id());
      return body.apply(machine);
    }
  }

  private static String whose(HostStatus status) {
    return status.lease().map(lease -> status.host().id() + " is leased to " + lease.claimant().owner() + " (" + lease.id() + ")")
        .orElseGet(() -> "nobody has " + status.host().id());
  }
}
