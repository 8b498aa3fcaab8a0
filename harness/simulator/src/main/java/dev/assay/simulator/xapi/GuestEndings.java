package dev.assay.simulator.xapi;

import dev.assay.core.AssayException;
import dev.assay.simulator.guest.GuestOs;
import dev.assay.simulator.performance.Operation;
import dev.assay.xapi.XapiException;

/** What the toolstack does when a guest ends, by itself or as asked. */
final class GuestEndings {

  private GuestEndings() {}

  static void handle(Domains domains, HostToolstack host, Domain domain, GuestOs.Ending reason) {
    var action = switch (reason) {
      case POWERED_OFF -> domain.vm().text("actions_after_shutdown");
      case REBOOTED -> domain.vm().text("actions_after_reboot");
      case CRASHED -> domain.vm().text("actions_after_crash");
    };
    try {
      if (action.contains("restart")) {
        reboot(domains, host, domain);
      } else {
        halt(domains, host, domain);
      }
    } catch (AssayException.Lab | AssayException.Cancelled | XapiException e) {
      // The host went down, or refuses to build the domain again: no domain, hence halted.
      if (!domain.isGone()) {
        VmStates.halted(host, domain);
      }
    }
  }

  static void halt(Domains domains, HostToolstack host, Domain domain) {
    host.perform(new Operation.StopDomain());
    if (!domain.isGone()) {
      VmStates.halted(host, domain);
    }
  }

  /** Tear the domain down and build it again: the same VM, with a new domain id and a fresh boot. */
  static void reboot(Domains domains, HostToolstack host, Domain domain) {
    var vm = domain.vm();
    GuestMetrics.forget(vm, host.pool().database());
    host.perform(new Operation.StopDomain());
    domain.residence().leave();
    var residence = host.doors().resources().admit(domains.costs(vm));
    host.perform(domains.costs(vm));
    if (domain.isGone()) {
      residence.leave();
      return;
    }
    domain.rebooted(residence, domains.newId());
    vm.set("domid", (long) domain.id());
    HostUpdates.restarted(vm);
    vm.target("metrics").ifPresent(metrics -> metrics.set("start_time", host.now()));
    domains.boot(domain);
  }
}
