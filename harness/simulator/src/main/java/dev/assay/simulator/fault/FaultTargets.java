package dev.assay.simulator.fault;

import dev.assay.core.HostId;
import java.util.List;

/** What a lab lets an injector do to it. */
public interface FaultTargets {

  /** Return the hosts in a scope now, in the lab's order; none for a VM. */
  List<HostId> hosts(Scope scope);

  HostFaults faults(HostId host);

  void cutPower(HostId host);

  /** Switch on, unless it is. */
  void restorePower(HostId host);

  void panic(HostId host);

  void restartToolstack(HostId host);

  /** Make the host's storage as slow as its faults say now. */
  void storageChanged(HostId host);

  /** Crash the running guest of this name; return whether there is one. */
  boolean crashGuest(String name);
}
