package dev.assay.simulator;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.core.lab.Shell;
import dev.assay.core.run.History;
import dev.assay.core.time.Chance;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.fault.FaultInjector;
import dev.assay.simulator.fault.FaultTargets;
import dev.assay.simulator.fault.HostFaults;
import dev.assay.simulator.fault.Scope;
import dev.assay.simulator.guest.GuestOs;
import dev.assay.simulator.guest.LabGuests;
import dev.assay.simulator.machine.Addresses;
import dev.assay.simulator.machine.Arrays;
import dev.assay.simulator.machine.BootFiles;
import dev.assay.simulator.machine.Machine;
import dev.assay.simulator.machine.MemoryNetworkBoot;
import dev.assay.simulator.machine.Surroundings;
import dev.assay.simulator.machine.ToolstackFactory;
import dev.assay.simulator.xapi.XapiToolstacks;
import dev.assay.xapi.table.ApiTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A lab of simulated machines on one clock. Machines begin switched off, with blank disks.
 *
 * <p>Machines are made when they are first asked for, so a lab of thousands costs nothing until it is used. Everything
 * in it must be called from inside its virtual time.
 */
public final class SimulatedLab {

  private final Map<HostId, LabSpec.Host> specs = new LinkedHashMap<>();
  private final Map<HostId, Machine> machines = new HashMap<>();
  private final MemoryNetworkBoot networkBoot = new MemoryNetworkBoot();
  private final LabGuests guests;
  private final Surroundings surroundings;
  private final FaultInjector faults;

  private SimulatedLab(LabSpec spec, VirtualTime time, Optional<BootFiles> bootFiles, History history, ToolstackFactory toolstacks) {
    spec.hosts().forEach(host -> specs.put(host.id(), host));
    this.guests = new LabGuests(time, spec.seed());
    this.surroundings = new Surroundings(spec, time, history, bootFiles.orElse(networkBoot), toolstacks, guests, new Addresses(), new Arrays(time));
    this.faults = new FaultInjector(time, history, Chance.seeded(spec.seed()).fork("faults"), new Targets());
  }

  /** Make a lab whose machines boot from {@link #networkBoot()} and run XAPI once installed. */
  public static SimulatedLab create(LabSpec spec, VirtualTime time, History history) {
    return create(spec, time, history, new XapiToolstacks(ApiTable.load()));
  }

  /** Make a lab whose machines boot from {@link #networkBoot()}, with these toolstacks on installed hosts. */
  public static SimulatedLab create(LabSpec spec, VirtualTime time, History history, ToolstackFactory toolstacks) {
    return new SimulatedLab(spec, time, Optional.empty(), history, toolstacks);
  }

  /** Make a lab whose machines fetch their boot files elsewhere, such as from an HTTP server of the harness. */
  public static SimulatedLab create(LabSpec spec, VirtualTime time, BootFiles bootFiles, History history, ToolstackFactory toolstacks) {
    return new SimulatedLab(spec, time, Optional.of(bootFiles), history, toolstacks);
  }

  /** Return the seed that all chance in the lab comes from. */
  public long seed() {
    return surroundings.spec().seed();
  }

  public List<HostId> hosts() {
    return List.copyOf(specs.keySet());
  }

  public SimulatedHost host(HostId id) {
    var host = specs.get(id);
    if (host == null) {
      throw new AssayException.Usage("looking for simulated host " + id + ": the lab has none of that name; it has " + specs.size() + " others");
    }
    return machines.computeIfAbsent(id, unused -> new Machine(host, surroundings));
  }

  /** Return who lets things go wrong in this lab. */
  public FaultInjector faults() {
    return faults;
  }

  private Machine machine(HostId id) {
    return (Machine) host(id);
  }

  private final class Targets implements FaultTargets {

    @Override
    public List<HostId> hosts(Scope scope) {
      return switch (scope) {
        case Scope.Lab() -> SimulatedLab.this.hosts();
        case Scope.Site(var name) -> where(host -> host.site().equals(name));
        case Scope.Pool(var member) -> {
          var addresses = machine(member).poolMembers();
          yield where(host -> host.id().equals(member) || addresses.contains(host.address()));
        }
        case Scope.Host(var id) -> List.of(machine(id).host().id());
        case Scope.Storage(var export) -> where(host -> host.reaches().contains(export));
        case Scope.Vm(_) -> List.of();
      };
    }

    private List<HostId> where(Predicate<LabSpec.Host> wanted) {
      return specs.values().stream().filter(wanted).map(LabSpec.Host::id).toList();
    }

    @Override
    public HostFaults faults(HostId host) {
      return machine(host).faults();
    }

    @Override
    public void cutPower(HostId host) {
      machine(host).cutPower();
    }

    @Override
    public void restorePower(HostId host) {
      machine(host).restorePower();
    }

    @Override
    public void panic(HostId host) {
      machine(host).panic();
    }

    @Override
    public void restartToolstack(HostId host) {
      machine(host).restartToolstackSoon();
    }

    @Override
    public void storageChanged(HostId host) {
      machine(host).storageChanged();
    }

    @Override
    public boolean crashGuest(String name) {
      return guests.crash(name);
    }
  }

  /** Return the boot server that the machines of this lab reach, unless it was made with another. */
  public NetworkBoot networkBoot() {
    return networkBoot;
  }

  /**
   * Log in to the guest that has this address now; empty when none has.
   *
   * @throws AssayException.Lab when the guest does not answer or refuses
   */
  public Optional<Shell> guestShell(String address, String user, String password) {
    return guests.at(address).map(guest -> guest.shell(user, password));
  }

  /** Tell whether a guest at this address would answer a login now. */
  public boolean guestAnswers(String address) {
    return guests.at(address).filter(GuestOs::answers).isPresent();
  }
}
