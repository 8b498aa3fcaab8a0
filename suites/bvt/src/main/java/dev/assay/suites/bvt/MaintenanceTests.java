package dev.assay.suites.bvt;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.testkit.Area;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import java.util.List;
import org.testng.annotations.Test;

@Area("pools")
class MaintenanceTests {

  private final Pool pool;

  MaintenanceTests(@Size(2) @Storage({"iscsi", "nfs"}) Pool pool) {
    this.pool = pool;
  }

  @Test
  void evacuatedHostRunsNothingAndItsVmsGoOn() {
    try (Vm first = pool.create(vm()).startOn(pool.slave()); Vm second = pool.create(vm()).startOn(pool.slave())) {
      var boots = List.of(first.bootId(), second.bootId());
      pool.slave().disable();
      pool.slave().evacuate();
      assertThat(pool.slave()).isDisabled().runsNoVm();
      assertThat(List.of(first.bootId(), second.bootId())).isEqualTo(boots);
    } finally {
      pool.slave().enable();
    }
  }

  @Test
  void disabledHostTakesNoVm() {
    try (Vm vm = pool.create(vm())) {
      pool.slave().disable();
      assertRefused("HOST_DISABLED", () -> vm.startOn(pool.slave()));
    } finally {
      pool.slave().enable();
    }
  }

  @Test
  void hostLeavesMaintenanceAndTakesVmsAgain() {
    pool.slave().disable();
    pool.slave().enable();
    try (Vm vm = pool.create(vm()).startOn(pool.slave())) {
      assertThat(vm).isRunning().runsOnlyOn(pool.slave());
    }
  }
}
