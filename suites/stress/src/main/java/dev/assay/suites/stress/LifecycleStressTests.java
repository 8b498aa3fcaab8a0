package dev.assay.suites.stress;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.time.Chance;
import dev.assay.testkit.Area;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import dev.assay.xapi.model.PowerState;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.testng.annotations.Test;

@Area("stress")
class LifecycleStressTests {

  private static final int VMS = 5;
  private static final int OPERATIONS = 200;

  private final Pool pool;
  private final Chance chance;

  LifecycleStressTests(Pool pool, Chance chance) {
    this.pool = pool;
    this.chance = chance;
  }

  @Test
  @Limit(minutes = 48 * 60)
  void randomOperationsLeaveEveryVmInTheStateTheyLeadTo() {
    var vms = Stream.generate(() -> pool.create(vm())).limit(VMS).toList();
    for (int done = 0; done < OPERATIONS; done++) {
      var vm = chance.pick(vms);
      var expected = operate(vm);
      assertThat(vm.powerState()).as("power state of " + vm).isEqualTo(expected);
      assertThat(pool.master().domains()).as("guests of the hypervisor").hasSize(alive(vms));
    }
    assertThat(pool).isHealthy();
    vms.forEach(Vm::close);
  }

  /** Do one of the operations that the VM's state allows; return the state that it leads to. */
  private PowerState operate(Vm vm) {
    return switch (vm.powerState()) {
      case HALTED -> to(PowerState.RUNNING, vm::start);
      case SUSPENDED -> to(PowerState.RUNNING, vm::resume);
      case PAUSED -> to(PowerState.RUNNING, vm::unpause);
      case RUNNING -> operateRunning(vm);
      case UNRECOGNIZED -> throw new AssertionError("power state of " + vm + " is none that XenAPI knows");
    };
  }

  private PowerState operateRunning(Vm vm) {
    vm.awaitLogin(Duration.ofMinutes(15));
    return chance.pick(List.<Supplier<PowerState>>of(
        () -> to(PowerState.HALTED, vm::shutDown),
        () -> to(PowerState.HALTED, vm::powerOff),
        () -> to(PowerState.SUSPENDED, vm::suspend),
        () -> to(PowerState.PAUSED, vm::pause),
        () -> to(PowerState.RUNNING, vm::reboot),
        () -> to(PowerState.RUNNING, vm::snapshot))).get();
  }

  private static PowerState to(PowerState state, Runnable operation) {
    operation.run();
    return state;
  }

  private static int alive(List<Vm> vms) {
    return (int) vms.stream().map(Vm::powerState).filter(List.of(PowerState.RUNNING, PowerState.PAUSED)::contains).count();
  }
}
