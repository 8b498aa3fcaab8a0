package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Since;
import dev.assay.testkit.Vm;
import dev.assay.testkit.Where;
import org.testng.annotations.Test;

/** Network cards give guests virtual functions of themselves (SR-IOV). */
@Area("networking")
@Since("8.0")
@Where("nics >= 2")
@Needs(Capability.NETWORKS)
class VirtualFunctionTests {

  private final Pool pool;

  VirtualFunctionTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  void interfaceHasFunctionsToGive() {
    try (var functions = pool.createVirtualFunctions()) {
      assertThat(functions.left()).as("virtual functions to give").isPositive();
    }
  }

  @Test
  void functionsAreMadeOnceOnAnInterface() {
    try (var functions = pool.createVirtualFunctions()) {
      assertRefused("NETWORK_SRIOV_ALREADY_ENABLED", functions::makeAgain);
    }
  }

  @Test
  void guestHasAFunctionWhileItRuns() {
    try (var functions = pool.createVirtualFunctions()) {
      long before = functions.left();
      try (Vm vm = pool.create(vm())) {
        var card = vm.connect(functions.network());
        vm.start();
        assertThat(vm).seesCard(card);
        assertThat(functions.left()).as("virtual functions to give").isEqualTo(before - 1);
        vm.shutDown();
        assertThat(functions.left()).as("virtual functions to give").isEqualTo(before);
        vm.disconnect(card);
      }
    }
  }

  @Test
  void functionsThatAreUndoneLeaveNoInterface() {
    int interfaces = pool.interfaces();
    pool.createVirtualFunctions().close();
    assertThat(pool.interfaces()).as("interfaces").isEqualTo(interfaces);
  }
}
