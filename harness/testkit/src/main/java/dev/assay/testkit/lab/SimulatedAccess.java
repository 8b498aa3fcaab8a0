package dev.assay.testkit.lab;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.run.History;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.inventory.Lab;
import dev.assay.core.defect.Defects;
import dev.assay.simulator.SimulatedHost;
import dev.assay.simulator.SimulatedLab;
import dev.assay.simulator.fault.FaultInjector;
import dev.assay.simulator.fault.PlannedFault;
import dev.assay.simulator.guest.Guests;
import dev.assay.simulator.xapi.XapiToolstacks;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import dev.assay.xapi.table.ApiTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A lab simulated in this process, in virtual time: all of it follows from the lab file, the seed and the defects. */
public final class SimulatedAccess implements LabAccess {

  /** Any instant does, as long as it is always the same one. */
  public static final Instant BEGINNING = Instant.parse("2014-12-15T08:00:00Z");

  private final Lab lab;
  private final Origin origin;
  private final VirtualTime time;
  private final LabRecorder recorder = new LabRecorder();
  private final SimulatedLab simulated;
  private final List<PlannedFault> plan;
  private boolean planned;

  private SimulatedAccess(Lab lab, long seed, Defects defects, List<PlannedFault> plan, Instant beginning) {
    this.lab = lab;
    this.origin = new Origin(lab, seed, defects);
    this.plan = List.copyOf(plan);
    this.time = VirtualTime.startingAt(beginning);
    this.simulated = SimulatedLab.create(LabSpecs.of(lab, seed, defects), time, recorder, new XapiToolstacks(ApiTable.load()));
  }

  /**
   * Switch a lab on: all machines off, with blank disks.
   *
   * @param defects what is wrong with every build that gets installed, besides what the lab file says of each
   */
  public static SimulatedAccess open(Lab lab, long seed, Defects defects) {
    return open(lab, seed, defects, List.of(), BEGINNING);
  }

  /**
   * Switch a lab on in which things go wrong by themselves.
   *
   * @param plan what and when, counted from the first entry into the lab's time
   */
  public static SimulatedAccess open(Lab lab, long seed, Defects defects, List<PlannedFault> plan) {
    return open(lab, seed, defects, plan, BEGINNING);
  }

  /** Switch a lab on in which things go wrong by themselves, at an instant of its own time. */
  public static SimulatedAccess open(Lab lab, long seed, Defects defects, List<PlannedFault> plan, Instant beginning) {
    return new SimulatedAccess(lab, seed, defects, plan, beginning);
  }

  @Override
  public Optional<FaultInjector> faults() {
    return Optional.of(simulated.faults());
  }

  @Override
  public Lab lab() {
    return lab;
  }

  @Override
  public Time time() {
    return time;
  }

  @Override
  public <T> T run(String name, Callable<T> body) {
    return time.run(name, () -> {
      if (!planned) {
        planned = true;
        simulated.faults().follow(plan);
      }
      return body.call();
    });
  }

  @Override
  public void observedBy(History history) {
    recorder.to(history);
  }

  @Override
  public Machine machine(HostId host) {
    return new SimulatedMachine(host, simulated.host(host), rootPassword(host));
  }

  @Override
  public NetworkBoot networkBoot() {
    return simulated.networkBoot();
  }

  @Override
  public String rootPassword(HostId host) {
    return lab.host(host).orElseThrow(() -> new AssayException.Usage("looking up host " + host + ": lab " + lab.name() + " has none of that name"))
        .access().password().reveal(Map.of());
  }

  @Override
  public Optional<Origin> origin() {
    return plan.isEmpty() ? Optional.of(origin) : Optional.empty();
  }

  @Override
  public void close() {
    time.close();
  }

  private final class SimulatedMachine implements Machine {

    private final HostId id;
    private final SimulatedHost host;
    private final String password;

    SimulatedMachine(HostId id, SimulatedHost host, String password) {
      this.id = id;
      this.host = host;
      this.password = password;
    }

    @Override
    public HostId id() {
      return id;
    }

    @Override
    public Power power() {
      return host.power();
    }

    @Override
    public Transport xapi() {
      return host.xapi();
    }

    @Override
    public HttpHandlers http() {
      return host.http();
    }

    @Override
    public Shell shell() {
      return host.shell("root", password);
    }

    @Override
    public Shell guestShell(String address) {
      return simulated.guestShell(address, "root", Guests.PASSWORD).orElseThrow(() -> new AssayException.Lab(
          "logging in to the guest at " + address + ": no route to host"));
    }

    @Override
    public String console() {
      return host.console();
    }
  }
}
