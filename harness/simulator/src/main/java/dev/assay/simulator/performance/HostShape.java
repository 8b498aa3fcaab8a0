package dev.assay.simulator.performance;

import dev.assay.core.Bytes;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.generation.ReleaseFacts;

/** The size of a host, and of the dom0 that its installation made. */
public record HostShape(String name, int cpus, Bytes memory, Bytes domainZeroMemory, int nics, MachineSpeed speed) {

  /** Make the shape of a machine as fast as those of the publications. */
  public HostShape(String name, int cpus, Bytes memory, Bytes domainZeroMemory, int nics) {
    this(name, cpus, memory, domainZeroMemory, nics, MachineSpeed.PUBLISHED);
  }

  public HostShape {
    if (cpus < 1 || memory.compareTo(domainZeroMemory) < 0) {
      throw new IllegalArgumentException("host " + name + " has " + cpus + " CPUs and " + memory + ", dom0 " + domainZeroMemory);
    }
  }

  /** Return the shape that a default installation of this generation gives a machine. */
  public static HostShape of(LabSpec.Host host, ReleaseFacts facts) {
    double mib = Math.min(Parameters.domainZeroMemoryMib(facts, host.memory().inMib()), host.memory().inMib() / 2);
    return new HostShape(host.id().value(), host.cpus(), host.memory(), Bytes.mib((long) mib), host.nics(), MachineSpeed.of(host.hostClass()));
  }

  /** Return this host with so much memory for dom0, but never more than half of what it has. */
  public HostShape withDomainZero(Bytes wanted) {
    var most = Bytes.of(memory.count() / 2);
    return new HostShape(name, cpus, memory, wanted.compareTo(most) <= 0 ? wanted : most, nics, speed);
  }

  /** Return what is left for domains beside the hypervisor and dom0. */
  Bytes guestMemory() {
    double xen = Parameters.XEN_MEMORY_MIB + Parameters.XEN_MEMORY_SHARE * memory.inMib();
    return Bytes.mib((long) Math.max(0, memory.inMib() - domainZeroMemory.inMib() - xen));
  }
}
