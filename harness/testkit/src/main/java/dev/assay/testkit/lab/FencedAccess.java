package dev.assay.testkit.lab;

import dev.assay.core.AssayException;
import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.Target;
import dev.assay.core.lab.Fence;
import dev.assay.core.lab.HostKeys;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.run.History;
import dev.assay.core.time.Time;
import dev.assay.drivers.fenced.FencedNetworkBoot;
import dev.assay.drivers.fenced.FencedPower;
import dev.assay.drivers.fenced.FencedShell;
import dev.assay.drivers.fenced.FencedTransport;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Lease;
import dev.assay.simulator.fault.FaultInjector;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A lab whose machines obey only while the lease is live: each power, shell and boot action asks the fence first.
 *
 * <p>Closing it leaves the lab open: whoever opened the lab closes it.
 *
 * @param lab as the lease's holder may use it
 */
public record FencedAccess(LabAccess access, Fence fence, Lease lease, Lab lab) implements LabAccess {

  public FencedAccess(LabAccess access, Fence fence, Lease lease) {
    this(access, fence, lease, access.lab().allotted(lease.resources()));
  }

  @Override
  public Time time() {
    return access.time();
  }

  @Override
  public <T> T run(String name, Callable<T> body) {
    return access.run(name, body);
  }

  @Override
  public Machine machine(HostId host) {
    var token = lease.tokens().get(host);
    if (token == null) {
      throw new AssayException.Lab("reaching host " + host + ": lease " + lease.id() + " is of " + lease.tokens().sequencedKeySet()
          + " only; reserve the host first");
    }
    return new FencedMachine(access.machine(host), target(host), fence, token);
  }

  private Target target(HostId host) {
    return access.lab().host(host).map(declared -> declared.access().target()).orElse(Target.XAPI);
  }

  @Override
  public NetworkBoot networkBoot() {
    return new FencedNetworkBoot(access.networkBoot(), fence, lease.tokens());
  }

  @Override
  public String rootPassword(HostId host) {
    return access.rootPassword(host);
  }

  @Override
  public Optional<HostKeys> hostKeys(HostId host) {
    return access.hostKeys(host, lease);
  }

  @Override
  public boolean mayHaveChangedKeys(HostId host) {
    return access.mayHaveChangedKeys(host);
  }

  @Override
  public void observedBy(History history) {
    access.observedBy(history);
  }

  @Override
  public Optional<FaultInjector> faults() {
    return access.faults();
  }

  /** A lab of its own needs no lease. */
  @Override
  public Optional<Origin> origin() {
    return access.origin();
  }

  @Override
  public void close() {}

  /**
   * One machine behind the fence. A XAPI is not fenced call by call, since a session dies with the installation; a toolstack of ours
   * would outlive it.
   */
  private record FencedMachine(Machine machine, Target target, Fence fence, FencingToken token) implements Machine {

    @Override
    public HostId id() {
      return machine.id();
    }

    @Override
    public Power power() {
      return new FencedPower(machine.power(), fence, id(), token);
    }

    @Override
    public Transport xapi() {
      return switch (target) {
        case XAPI -> machine.xapi();
        case XEN -> new FencedTransport(machine.xapi(), fence, id(), token);
      };
    }

    @Override
    public HttpHandlers http() {
      return machine.http();
    }

    @Override
    public Shell shell() {
      return new FencedShell(machine.shell(), fence, id(), token);
    }

    @Override
    public Shell guestShell(String address) {
      return new FencedShell(machine.guestShell(address), fence, id(), token);
    }

    @Override
    public String console() {
      return machine.console();
    }
  }
}
