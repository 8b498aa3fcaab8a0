package dev.assay.testkit.lab;

import dev.assay.core.HostId;
import dev.assay.core.lab.HostKeys;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.core.run.History;
import dev.assay.core.time.Time;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Lease;
import dev.assay.simulator.fault.FaultInjector;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The way into one lab; who uses it never knows whether the lab is real. */
public interface LabAccess extends AutoCloseable {

  Lab lab();

  /** Return the lab's clock: the only one that benches, cases and limits go by. */
  Time time();

  /** Enter the lab's time and wait for the body's end; throws what it threw. Calls to machines come from inside. */
  <T> T run(String name, Callable<T> body);

  Machine machine(HostId host);

  NetworkBoot networkBoot();

  /** Return the password that root has, or is given at installation, on this host; it never goes into any record. */
  String rootPassword(HostId host);

  /** Return what a host is known by, for the lease's holder who installs it; nothing where hosts show no keys. */
  default Optional<HostKeys> hostKeys(HostId host, Lease lease) {
    return Optional.empty();
  }

  /** The same, by the lease that this way into the lab goes by; nothing where it goes by none. */
  default Optional<HostKeys> hostKeys(HostId host) {
    return Optional.empty();
  }

  /** Tell whether a host was left in the middle of an installation, so that it may show keys which nobody has said. */
  default boolean mayHaveChangedKeys(HostId host) {
    return false;
  }

  /** Return who lets things go wrong in the lab; only a simulated one has somebody. */
  default Optional<FaultInjector> faults() {
    return Optional.empty();
  }

  /** Have what the lab notes by itself go to this history from now on. */
  void observedBy(History history);

  /** Say what this lab was made of, so that it can be had again from its beginning; nothing when it cannot. */
  default Optional<Origin> origin() {
    return Optional.empty();
  }

  @Override
  void close();
}
