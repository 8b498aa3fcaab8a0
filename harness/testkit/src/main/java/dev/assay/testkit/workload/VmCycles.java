package dev.assay.testkit.workload;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Await;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.testkit.Crew;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import dev.assay.testkit.VmSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The reference procedure of pool scale: so many threads clone guests, start them, reboot them twice, shut them down, start them and
 * delete them, each time in another random order. How long each takes is recorded for each guest.
 */
public record VmCycles(Pool pool, Chance chance, int threads, Kpis kpis) {

  private static final Kpi CLONE = Kpi.lower("scale.clone", "s");
  private static final Kpi START = Kpi.lower("scale.vm-start", "s");
  private static final Kpi AGENT = Kpi.lower("scale.agent", "s");
  private static final Kpi AVAILABLE = Kpi.lower("scale.available", "s");
  private static final Kpi REBOOT = Kpi.lower("scale.reboot", "s");
  private static final Kpi SHUTDOWN = Kpi.lower("scale.shutdown", "s");
  private static final Kpi DELETE = Kpi.lower("scale.delete", "s");

  /** From the reference procedure: a start takes 6000 s at most, and the guest's agent is heard 1800 s after it at most. */
  private static final Duration START_LIMIT = Duration.ofSeconds(6000);
  private static final Duration AGENT_LIMIT = Duration.ofSeconds(1800);

  /** Go through all of it with so many guests. */
  public void run(int guests) {
    try (var gold = pool.create(VmSpec.vm())) {
      var vms = crew().each(IntStream.range(0, guests).boxed().toList(), _ -> cloned(gold));
      shuffled(vms, this::start);
      shuffled(vms, this::reboot);
      shuffled(vms, this::reboot);
      shuffled(vms, vm -> kpis.timed(SHUTDOWN, time(), vm::shutDown));
      shuffled(vms, this::start);
      shuffled(vms, vm -> kpis.timed(DELETE, time(), vm::close));
    }
  }

  private Vm cloned(Vm gold) {
    var began = time().now();
    var clone = gold.copyOnWriteClone();
    kpis.record(CLONE, time().since(began));
    return clone;
  }

  private void start(Vm vm) {
    var began = time().now();
    vm.powerOn();
    var took = time().since(began);
    if (took.compareTo(START_LIMIT) > 0) {
      throw new AssertionError("starting " + vm + " among others took " + took.toSeconds() + " s, more than " + START_LIMIT.toSeconds() + " s");
    }
    kpis.record(START, took);
    Await.on(time()).until("the agent of " + vm + " is heard", () -> vm.address().isPresent()).every(Duration.ofSeconds(1)).within(AGENT_LIMIT);
    kpis.record(AGENT, time().since(began));
    vm.awaitLogin(AGENT_LIMIT);
    kpis.record(AVAILABLE, time().since(began));
  }

  private void reboot(Vm vm) {
    var boot = vm.bootId();
    kpis.timed(REBOOT, time(), vm::reboot);
    if (vm.bootId().equals(boot)) {
      throw new AssertionError("rebooting " + vm + ": it says that it is done, and the guest is in the same boot as before");
    }
  }

  private void shuffled(List<Vm> vms, Consumer<Vm> operation) {
    var left = new ArrayList<>(vms);
    var order = vms.stream().map(_ -> left.remove(chance.below(left.size()))).toList();
    crew().doing(order, operation);
  }

  private Crew crew() {
    return new Crew(time(), threads);
  }

  private Time time() {
    return pool.bench().time();
  }
}
