package dev.assay.cli.run;

import dev.assay.cli.Services;
import dev.assay.core.HostId;
import dev.assay.core.RunId;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Lease;
import dev.assay.inventory.health.Finding;
import dev.assay.inventory.health.Occasion;
import dev.assay.testkit.lab.FencedAccess;
import dev.assay.testkit.lab.LabAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Looks at leased hosts before anything is done with them. What is found is noted in the inventory, where an unfit host becomes
 * suspect; hosts that are simulated within this process are new in each run, and nothing is noted of them.
 */
record BeforeUse(Services services, LabAccess access, Lease lease, RunId run) {

  /** Return the unfit hosts, each with what speaks against it. */
  SequencedMap<HostId, String> wrong() {
    var lab = access.lab();
    var hosts = services.leases().hosts(lab.name()).stream().filter(status -> lease.tokens().containsKey(status.host().id())).toList();
    var look = new HostLook(new FencedAccess(access, services.leases(), lease), Occasion.BEFORE_INSTALLATION);
    var wrong = new LinkedHashMap<HostId, String>();
    look.at(hosts).forEach((host, findings) -> {
      note(lab, host, findings);
      HostLook.against(findings).ifPresent(why -> wrong.put(host, why));
    });
    return wrong;
  }

  private void note(Lab lab, HostId host, List<Finding> findings) {
    if (lab.kind() == Lab.Kind.REMOTE) {
      services.inventory().checked(host, findings, "before use by " + run);
    }
  }
}
