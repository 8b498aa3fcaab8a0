package dev.assay.testkit;

import dev.assay.core.HostId;
import dev.assay.core.time.Await;
import dev.assay.core.time.Time;
import dev.assay.xapi.model.PowerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pool was like after some of its hosts had lost power and got it again.
 *
 * @param shells how long it took each of them, from power-on, until root could log in
 * @param enabled how long it took each of them until it was enabled
 * @param survivors VMs on other hosts that run no more
 * @param undead VMs of theirs that are not said to be halted
 */
public record PowerLoss(List<Duration> shells, List<Duration> enabled, List<Vm> survivors, List<Vm> undead) {

  private static final Duration LIMIT = Duration.ofHours(1);
  private static final Duration SETTLING = Duration.ofMinutes(10);

  /** Cut the power of these hosts at the same time, give it again, and wait until all are back. */
  public static PowerLoss of(Pool pool, List<Host> hosts) {
    var time = pool.bench().time();
    var ids = hosts.stream().map(Host::id).toList();
    var running = pool.vms().stream().filter(vm -> vm.powerState() == PowerState.RUNNING).toList();
    var theirs = running.stream().filter(vm -> isOn(vm, ids)).toList();
    hosts.forEach(Host::cutPower);
    hosts.forEach(Host::givePower);
    var shells = new ArrayList<Time.Fork<Duration>>();
    var enabled = new ArrayList<Time.Fork<Duration>>();
    for (var host : hosts) {
      shells.add(time.fork("shell of " + host.id(), () -> host.awaitShell(LIMIT)));
      enabled.add(time.fork("toolstack of " + host.id(), () -> host.awaitBack(LIMIT)));
    }
    var shellsBack = shells.stream().map(Time.Fork::join).toList();
    var enabledAgain = enabled.stream().map(Time.Fork::join).toList();
    // What a slave's record says may be from before: it is made true when the slave has found its master again.
    Await.on(time).until("no VM of a host that lost power is said to run", () -> theirs.stream().allMatch(PowerLoss::isHalted)).every(Duration.ofSeconds(5)).atMost(SETTLING);
    return new PowerLoss(shellsBack, enabledAgain,
        running.stream().filter(vm -> !theirs.contains(vm) && vm.powerState() != PowerState.RUNNING).toList(),
        theirs.stream().filter(vm -> !isHalted(vm)).toList());
  }

  private static boolean isHalted(Vm vm) {
    return vm.powerState() == PowerState.HALTED;
  }

  private static boolean isOn(Vm vm, List<HostId> hosts) {
    return vm.residence().filter(hosts::contains).isPresent();
  }
}
