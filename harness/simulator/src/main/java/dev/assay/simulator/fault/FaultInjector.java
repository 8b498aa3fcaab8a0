package dev.assay.simulator.fault;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.run.History;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets faults happen in a simulated lab, now or by a plan, and takes them back. Called from inside the lab's time.
 *
 * <pre>{@code
 * var cut = lab.faults().inject(new Scope.Host(host), new Fault.NetworkPartition());
 * time.sleep(Duration.ofMinutes(5));
 * lab.faults().recover(cut);
 * }</pre>
 */
public final class FaultInjector {

  private final Time time;
  private final History history;
  private final Chance chance;
  private final FaultTargets targets;
  private final List<Injection> active = new ArrayList<>();
  private int number;

  public FaultInjector(Time time, History history, Chance chance, FaultTargets targets) {
    this.time = time;
    this.history = history;
    this.chance = chance;
    this.targets = targets;
  }

  /**
   * Let it happen now, to everything in scope; does not wait.
   *
   * @throws AssayException.Usage when there is nothing in scope
   */
  public Injection inject(Scope scope, Fault fault) {
    return inject(scope, fault, targets.hosts(scope));
  }

  private Injection inject(Scope scope, Fault fault, List<HostId> hosts) {
    boolean ofGuest = fault instanceof Fault.GuestCrash;
    if (ofGuest != scope instanceof Scope.Vm || !ofGuest && hosts.isEmpty()) {
      throw new AssayException.Usage("injecting " + fault.label() + " at " + scope.label() + ": "
          + (ofGuest || scope instanceof Scope.Vm ? "guest-crash goes with vm=NAME, and no other fault does" : "no host is in that scope"));
    }
    var injection = new Injection(++number, scope, fault, hosts);
    note("fault.injected", injection);
    hosts.forEach(host -> targets.faults(host).add(injection));
    hosts.forEach(host -> strike(host, fault));
    if (scope instanceof Scope.Vm(var name) && !targets.crashGuest(name)) {
      throw new AssayException.Usage("injecting guest-crash at vm=" + name + ": no guest of that name runs");
    }
    if (fault.isMomentary()) {
      hosts.forEach(host -> targets.faults(host).remove(injection));
    } else {
      active.add(injection);
    }
    return injection;
  }

  private void strike(HostId host, Fault fault) {
    switch (fault) {
      case Fault.PowerLoss() -> targets.cutPower(host);
      case Fault.KernelPanic() -> targets.panic(host);
      case Fault.ToolstackRestart() -> targets.restartToolstack(host);
      case Fault.StorageLoss(), Fault.StorageSlow(_) -> targets.storageChanged(host);
      case Fault.NetworkPartition(), Fault.PacketLoss(_), Fault.ToolstackHang(), Fault.PowerControllerHang(), Fault.FailedInstall(_),
          Fault.ClockSkew(_), Fault.ApiError(_, _, _, _, _), Fault.GuestCrash() -> {}
    }
  }

  /** Take a fault back; once is enough, more does nothing. Does not wait for what has to boot again. */
  public void recover(Injection injection) {
    if (!active.remove(injection)) {
      return;
    }
    note("fault.recovered", injection);
    injection.hosts().forEach(host -> targets.faults(host).remove(injection));
    injection.hosts().forEach(host -> heal(host, injection.fault()));
  }

  private void heal(HostId host, Fault fault) {
    switch (fault) {
      case Fault.PowerLoss() -> targets.restorePower(host);
      case Fault.KernelPanic() -> {
        targets.cutPower(host);
        targets.restorePower(host);
      }
      case Fault.StorageLoss(), Fault.StorageSlow(_) -> targets.storageChanged(host);
      case Fault.NetworkPartition(), Fault.PacketLoss(_), Fault.ToolstackRestart(), Fault.ToolstackHang(), Fault.PowerControllerHang(),
          Fault.FailedInstall(_), Fault.ClockSkew(_), Fault.ApiError(_, _, _, _, _), Fault.GuestCrash() -> {}
    }
  }

  /** Take back everything that lasts, the latest first. */
  public void recoverAll() {
    List.copyOf(active).reversed().forEach(this::recover);
  }

  /** Return what lasts now, in the order in which it happened. */
  public List<Injection> active() {
    return List.copyOf(active);
  }

  /** Let faults happen by themselves from now on. */
  public void follow(List<PlannedFault> plan) {
    for (int i = 0; i < plan.size(); i++) {
      var fault = plan.get(i);
      var ownChance = chance.fork("plan/" + i);
      time.fork("fault " + fault.fault().label(), () -> {
        follow(fault, ownChance);
        return true;
      });
    }
  }

  private void follow(PlannedFault planned, Chance ownChance) {
    switch (planned.when()) {
      case PlannedFault.When.At(var after) -> {
        time.sleep(after);
        last(planned, targets.hosts(planned.scope()));
      }
      case PlannedFault.When.AtChance(var mean) -> {
        while (true) {
          time.sleep(Duration.ofMillis((long) (-mean.toMillis() * StrictMath.log(1 - ownChance.nextDouble()))));
          var hosts = targets.hosts(planned.scope());
          last(planned, hosts.isEmpty() ? hosts : List.of(ownChance.pick(hosts)));
        }
      }
    }
  }

  /** A plan that meets nothing says so in the history: it stops nobody. */
  private void last(PlannedFault planned, List<HostId> hosts) {
    try {
      var injection = inject(planned.scope(), planned.fault(), hosts);
      if (planned.lasting().isPresent()) {
        time.sleep(planned.lasting().get());
        recover(injection);
      }
    } catch (AssayException.Usage e) {
      history.append("fault.missed", planned.scope().label(), java.util.Map.of("fault", planned.fault().label(), "reason", String.valueOf(e.getMessage())));
    }
  }

  private void note(String kind, Injection injection) {
    var details = injection.fault().details();
    details.put("fault", injection.fault().label());
    details.put("number", Integer.toString(injection.number()));
    details.put("hosts", String.join(" ", injection.hosts().stream().map(HostId::value).toList()));
    history.append(kind, injection.scope().label(), details);
  }
}
